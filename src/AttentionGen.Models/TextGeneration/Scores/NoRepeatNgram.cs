using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>Forbids what would complete so many tokens in a row a second time.</summary>
/// <param name="size">How many; at least 1.</param>
internal sealed class NoRepeatNgram(int size) : IScoreProcessor
{
    public void Apply(Tensor scores, IReadOnlyList<IReadOnlyList<int>> rows)
    {
        var vocabulary = scores.shape[1];
        var forbidden = new List<long>();
        for (var row = 0; row < rows.Count; row++)
            foreach (var token in Completions([.. rows[row]]))
                forbidden.Add(row * vocabulary + token);
        if (forbidden.Count > 0)
            scores.view(-1).index_fill_(0, tensor(forbidden, device: scores.device), float.NegativeInfinity);
    }

    /// <summary>What followed the last size - 1 tokens wherever they stood before.</summary>
    private List<int> Completions(ReadOnlySpan<int> row)
    {
        var found = new List<int>();
        if (row.Length < size)
            return found;
        var last = row[^(size - 1)..];
        for (var start = 0; start + size <= row.Length; start++)
            if (row.Slice(start, size - 1).SequenceEqual(last))
                found.Add(row[start + size - 1]);
        return found;
    }
}
