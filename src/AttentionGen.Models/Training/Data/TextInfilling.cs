namespace AttentionGen.Models.Training;

/// <summary>
/// Corruption for an encoder-decoder (BART, Lewis et al. 2019): spans of tokens, their lengths drawn from a Poisson distribution, are each
/// replaced by one mask token, however long they are; a span of length 0 puts a mask between two tokens. The labels are the whole text;
/// an example that has labels keeps them, so that it is asked for a part of what it reads.
/// </summary>
/// <param name="maskId">The mask token's id.</param>
/// <param name="specialIds">Ids that stay where they begin or end an example: begin, end.</param>
/// <param name="share">Share of the tokens between those that is replaced, above 0 and at most 1.</param>
/// <param name="meanLength">Mean length of a span, above 0 and at most 100.</param>
public sealed class TextInfilling(int maskId, IEnumerable<int> specialIds, double share = 0.3, double meanLength = 3) : IExampleTransform
{
    private readonly HashSet<int> _special = [.. specialIds];
    private readonly double _share = share is > 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(nameof(share), share, "The share must be above 0 and at most 1.");
    private readonly double _mean = meanLength is > 0 and <= 100 ? meanLength : throw new ArgumentOutOfRangeException(nameof(meanLength), meanLength, "The mean length must be above 0 and at most 100.");

    /// <inheritdoc/>
    public Example Apply(Example example, SeededRandom random)
    {
        var ids = example.Ids;
        int begin = 0, end = ids.Length;
        while (begin < end && _special.Contains(ids[begin]))
            begin++;
        while (end > begin && _special.Contains(ids[end - 1]))
            end--;
        return example with
        {
            Ids = [.. ids[..begin], .. Corrupt(ids.AsSpan(begin, end - begin), random), .. ids[end..]],
            Labels = example.Labels.Length > 0 ? example.Labels : ids,
        };
    }

    /// <summary>
    /// Spans stand before the kept tokens that they are dealt to, so that exactly the share is gone and no span overlaps another; those
    /// that meet become one.
    /// </summary>
    private List<int> Corrupt(ReadOnlySpan<int> text, SeededRandom random)
    {
        var gone = (int)Math.Round(_share * text.Length);
        var spans = Spans(gone, random);
        var kept = text.Length - gone;
        var places = spans.Select(_ => random.Below(kept + 1)).Order().ToArray();
        var corrupted = new List<int>(text.Length);
        for (int read = 0, copied = 0, span = 0; copied <= kept; copied++)
        {
            var met = false;
            for (; span < spans.Count && places[span] == copied; span++)
                (read, met) = (read + spans[span], true);
            if (met)
                corrupted.Add(maskId);
            if (copied < kept)
                corrupted.Add(text[read++]);
        }
        return corrupted;
    }

    /// <summary>Lengths that add up to a number of tokens. No more of them than tokens: an example must not grow.</summary>
    private List<int> Spans(int tokens, SeededRandom random)
    {
        var spans = new List<int>();
        for (var left = tokens; left > 0;)
        {
            var length = Math.Min(random.Poisson(_mean), left);
            if (length == 0 && spans.Count + left >= tokens)
                continue;
            spans.Add(length);
            left -= length;
        }
        return spans;
    }
}
