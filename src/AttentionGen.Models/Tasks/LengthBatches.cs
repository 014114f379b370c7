namespace AttentionGen.Models.Tasks;

/// <summary>Groups sequences of like length, so that little of a batch is padding.</summary>
internal static class LengthBatches
{
    /// <summary>The sequences' numbers in groups, the longest first.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="tokenBudget">Most tokens of a group, padding included; a longer sequence is a group of its own.</param>
    public static IEnumerable<int[]> Of(IReadOnlyList<int[]> sequences, int tokenBudget)
    {
        int[] order = [.. Enumerable.Range(0, sequences.Count).OrderByDescending(i => sequences[i].Length)];
        for (var done = 0; done < order.Length;)
        {
            var group = order.Skip(done).Take(Math.Max(1, tokenBudget / sequences[order[done]].Length)).ToArray();
            yield return group;
            done += group.Length;
        }
    }
}
