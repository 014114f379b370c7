using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>What a decoder reads next.</summary>
internal static class NextTokens
{
    /// <summary>The last tokens of rows.</summary>
    /// <param name="rows">Rows of one length.</param>
    /// <param name="count">How many of each.</param>
    /// <param name="device">Where to put them.</param>
    /// <returns>(rows, count) int64.</returns>
    public static Tensor Of(IReadOnlyList<IReadOnlyList<int>> rows, int count, Device device)
    {
        var tokens = new long[rows.Count * count];
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = rows[i / count][rows[i / count].Count - count + i % count];
        return tensor(tokens, [rows.Count, count], device: device);
    }
}
