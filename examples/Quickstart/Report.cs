using AttentionGen;

namespace Quickstart;

/// <summary>Prints what the program found, as aligned plain text.</summary>
internal static class Report
{
    /// <summary>Picture, reach and cost of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="declaredIn">The file that declares it.</param>
    public static void Pattern(AttentionPattern pattern, string declaredIn)
    {
        var card = pattern.Card;
        Console.WriteLine($"{card.Name}, declared in {declaredIn}: {card.Layers} layers, {card.Heads} heads of {card.HeadSize}, engine {card.Engine}");
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

    /// <summary>What is read, and by what.</summary>
    /// <param name="path">The document's file.</param>
    /// <param name="pattern">The pattern the model stands on.</param>
    /// <param name="tokens">The document's length.</param>
    public static void Document(string path, AttentionPattern pattern, long tokens)
    {
        Console.WriteLine($"The document: {Path.GetFileName(path)}, {tokens:N0} tokens (its bytes, a mark in front and one behind).");
        Console.WriteLine($"The model: a Longformer of {pattern.Card.Layers} layers with random weights (seed {Trial.Seed}). It has learned nothing:");
        Console.WriteLine("what is shown is time, memory, and that the numbers are right. The dense oracle takes a while.");
        Console.WriteLine();
    }

    /// <summary>Time, memory and the difference from the oracle.</summary>
    /// <param name="compiled">The pattern under test.</param>
    /// <param name="oracle">The same pattern, computed densely.</param>
    /// <param name="full">Attention without a pattern.</param>
    public static void Trials(Trial compiled, Trial oracle, Trial full)
    {
        Table(
            ["attention", "engine", "seconds", "peak memory", "largest difference"],
            [
                Row("the pattern, compiled", compiled, $"{compiled.DifferenceFrom(oracle):0.0e+0}"),
                Row("the pattern, dense oracle", oracle, "0"),
                Row("every token reads every token", full, "(another pattern)"),
            ]);
        Console.WriteLine();
        Console.WriteLine($"Differences are those of the last hidden states; their largest number is {oracle.Largest():N2}.");
    }

    private static string[] Row(string attention, Trial trial, string difference) =>
        [attention, trial.Engine, $"{trial.Seconds:N2}", $"{trial.PeakBytes / (1024.0 * 1024.0):N0} MiB", difference];

    /// <summary>Columns as wide as their widest cell; the first is left-aligned.</summary>
    private static void Table(string[] head, IEnumerable<string[]> body)
    {
        string[][] rows = [head, .. body];
        var widths = head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            Console.WriteLine("  " + string.Join("   ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
    }
}
