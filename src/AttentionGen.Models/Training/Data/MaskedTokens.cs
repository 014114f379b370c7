namespace AttentionGen.Models.Training;

/// <summary>
/// Corruption for a masked language model (BERT, RoBERTa): of the tokens that are not special, 15 % are to be guessed; 80 % of
/// those are hidden behind the mask token, 10 % become a random token, 10 % stay. The labels are the ids to guess.
/// </summary>
/// <param name="maskId">The mask token's id.</param>
/// <param name="vocabSize">Random tokens are 0 to this - 1, special ones left out.</param>
/// <param name="specialIds">Ids that are never guessed and never put in: begin, end, padding, mask.</param>
/// <param name="share">Share of tokens to be guessed, above 0 and at most 1.</param>
public sealed class MaskedTokens(int maskId, int vocabSize, IEnumerable<int> specialIds, double share = 0.15) : IExampleTransform
{
    private readonly HashSet<int> _special = [maskId, .. specialIds];
    private readonly double _share = share is > 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(nameof(share), share, "The share must be above 0 and at most 1.");
    private readonly int _vocabSize = specialIds.Append(maskId).Distinct().Count(id => id >= 0 && id < vocabSize) < vocabSize
        ? vocabSize
        : throw new ArgumentException($"A vocabulary of {vocabSize} has no token that is not special.", nameof(vocabSize));

    /// <inheritdoc/>
    public Example Apply(Example example, SeededRandom random)
    {
        int[] ids = [.. example.Ids], labels = [.. Enumerable.Repeat(Batch.NoLabel, ids.Length)];
        for (var i = 0; i < ids.Length; i++)
        {
            if (_special.Contains(ids[i]) || random.NextDouble() >= _share)
                continue;
            labels[i] = ids[i];
            ids[i] = random.NextDouble() switch
            {
                < 0.8 => maskId,
                < 0.9 => RandomToken(random),
                _ => ids[i],
            };
        }
        return example with { Ids = ids, Labels = labels };
    }

    private int RandomToken(SeededRandom random)
    {
        while (true)
        {
            var id = random.Below(_vocabSize);
            if (!_special.Contains(id))
                return id;
        }
    }
}
