using AttentionGen;

namespace Quickstart;

/// <summary>Prints what the program found, as aligned plain text.</summary>
internal static class Report
{
    /// <summary>Picture, reach and cost of a pattern.</summary>
    public static void Pattern(AttentionPattern pattern, string declaredIn)
    {
        var card = pattern.Card;
        Console.WriteLine($"{card.Name}, declared in {declaredIn}");
        Console.WriteLine($"{card.Layers} layers, {card.Heads} heads of {card.HeadSize}, up to {card.MaxLength:N0} tokens; engine {card.Engine}");
        Console.WriteLine();
        Console.WriteLine(card.Picture.TrimEnd());
        Console.WriteLine();
        Table(
            ["layer", "reach, tokens before/after", $"pairs at {card.CostLength:N0} tokens", "of dense", "operations"],
            card.Cost.Select((cost, layer) => new[]
            {
                $"{layer}",
                $"{card.Reach[layer].Before:N0}/{card.Reach[layer].After:N0}",
                $"{cost.Pairs:N0}",
                $"{(double)cost.Pairs / cost.DensePairs:P1}",
                $"{cost.Flops / 1e9:N2} G",
            }));
        Console.WriteLine();
    }

    /// <summary>One row per way of computing attention in the same model.</summary>
    public static void Runs(IEnumerable<Run> runs) => Table(
        ["attention", "engine", "seconds", "peak memory", "largest difference"],
        runs.Select(run => new[]
        {
            run.Name,
            run.Engine,
            $"{run.Seconds:N2}",
            $"{run.PeakBytes / (1024.0 * 1024.0):N0} MiB",
            run.Difference is { } difference ? $"{difference:0.0e+0}" : "-",
        }));

    /// <summary>Columns as wide as their widest cell; the first is left-aligned.</summary>
    private static void Table(string[] head, IEnumerable<string[]> body)
    {
        string[][] rows = [head, .. body];
        var widths = head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            Console.WriteLine("  " + string.Join("   ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }
}
