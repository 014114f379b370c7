using AttentionGen;
using AttentionGen.Models.Tasks;

namespace Quickstart;

/// <summary>Prints what the program found, as aligned plain text.</summary>
internal static class Report
{
    private const int ShownSentences = 5, ShownCharacters = 110;

    /// <summary>Picture, reach and cost of a pattern.</summary>
    public static void Pattern(AttentionPattern pattern)
    {
        var card = pattern.Card;
        Console.WriteLine($"{card.Name}, declared in LongDocumentPattern.cs: {card.Layers} layers, {card.Heads} heads of {card.HeadSize}, engine {card.Engine}");
        foreach (var (engine, reason) in card.Refusals)
            Console.WriteLine($"not {engine}: {reason}");
        Console.WriteLine();
        Console.WriteLine(card.Picture.TrimEnd());
        Console.WriteLine();
        Table(
            ["layer", "has heard of tokens", $"pairs at {card.CostLength:N0} tokens", "of dense", "operations"],
            card.Cost.Select((cost, layer) => new[]
            {
                $"{layer}",
                $"-{card.Reach[layer].Before:N0} to +{card.Reach[layer].After:N0}",
                $"{cost.Pairs:N0}",
                $"{100.0 * cost.Pairs / cost.DensePairs:N1} %",
                $"{cost.Flops / 1e9:N2} G",
            }));
        Console.WriteLine();
    }

    /// <summary>The label, and what was read most for it.</summary>
    /// <param name="name">The document's name.</param>
    /// <param name="explanation">What the model says, and what its global token reads.</param>
    public static void Document(string name, Explanation explanation)
    {
        var result = explanation.Classification;
        Console.WriteLine($"{name}, {result.Tokens:N0} tokens: {result.Label}, probability {result.Probability:0.000}");
        Console.WriteLine();
        Console.WriteLine($"What the first token, which is global, reads most, of {explanation.Sentences.Count} sentences (share of its attention in the last layer):");
        foreach (var sentence in explanation.RankedSentences.Take(ShownSentences))
            Console.WriteLine($"  {100 * sentence.Share,4:0.0} %  {Shortened(explanation.Text[sentence.Range])}");
        Console.WriteLine();
    }

    /// <summary>Time, memory and what comes out, by the way that attention is computed.</summary>
    /// <param name="compiled">The pattern under test.</param>
    /// <param name="oracle">The same pattern, computed densely.</param>
    /// <param name="full">Attention without a pattern.</param>
    public static void Trials(Trial compiled, Trial oracle, Trial full)
    {
        Table(
            ["attention", "engine", "seconds", "peak memory", "says"],
            [
                Row("the pattern, compiled", compiled),
                Row("the pattern, dense oracle", oracle),
                Row("every token reads every token (not what it learned)", full),
            ]);
        Console.WriteLine();
    }

    /// <summary>What became of many texts.</summary>
    /// <param name="output">Where their labels stand.</param>
    /// <param name="counts">Texts, those with a label, and those whose label is the model's too.</param>
    public static void JsonLines(string output, (int Texts, int Labelled, int Right) counts)
    {
        Console.WriteLine($"{counts.Texts:N0} texts labelled: {output}");
        if (counts.Labelled > 0)
            Console.WriteLine($"accuracy {(double)counts.Right / counts.Labelled:0.000} on the {counts.Labelled:N0} that had a label");
    }

    private static string[] Row(string attention, Trial trial) =>
        [attention, trial.Engine, $"{trial.Seconds:N3}", $"{trial.PeakBytes / (1024.0 * 1024.0):N0} MiB", $"{trial.Result.Label} {trial.Result.Probability:0.000000}"];

    private static string Shortened(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ShownCharacters ? line : string.Concat(line.AsSpan(0, ShownCharacters - 3).TrimEnd(), "...");
    }

    /// <summary>Columns as wide as their widest cell; the first is left-aligned.</summary>
    private static void Table(string[] head, IEnumerable<string[]> body)
    {
        string[][] rows = [head, .. body];
        var widths = head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            Console.WriteLine("  " + string.Join("   ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
    }
}
