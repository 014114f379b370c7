namespace AttentionGen.Models.Tokenization;

/// <summary>How far a training is.</summary>
/// <param name="Texts">Texts read.</param>
/// <param name="Tokens">Tokens so far, special ones included; 0 while texts are read.</param>
public readonly record struct BpeTrainingProgress(long Texts, int Tokens);

/// <summary>Learns the vocabulary of a byte-level BPE tokenizer from texts.</summary>
public static class BpeTrainer
{
    /// <summary>Merges between two reports.</summary>
    private const int MergesPerReport = 100;

    /// <summary>
    /// Joins the most frequent pair of neighbouring tokens, again and again, until the vocabulary is full. Among pairs of the same
    /// frequency the one whose left token has the lowest id goes first, then the one whose right token has: older tokens have lower
    /// ids, and bytes the order of their letters (printable ASCII first). So the same texts, in any order, give the same vocabulary.
    /// </summary>
    /// <param name="texts">The texts; read once. Words of more than 1,000 UTF-16 units are data, not words, and teach nothing.</param>
    /// <param name="vocabularySize">Number of tokens: the 5 special ones, the 256 bytes and the learned. It stays lower when the pairs run out.</param>
    /// <param name="minimumCount">Pairs that occur less often are not joined.</param>
    /// <param name="progress">Called from time to time. What it throws ends the training.</param>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair.</exception>
    public static TrainedVocabulary Train(IEnumerable<string> texts, int vocabularySize, int minimumCount = 2, Action<BpeTrainingProgress>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, TrainedVocabulary.FixedTokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCount, 1);
        var counts = new WordCounts();
        foreach (var text in texts)
        {
            counts.Add(text);
            if (counts.Texts % 10_000 == 0)
                progress?.Invoke(new(counts.Texts, 0));
        }
        var tokens = new TokenTable();
        var pairs = new PairCounts(counts.Words(tokens));
        var merges = new List<(string, string)>();
        while (tokens.Count + TrainedVocabulary.SpecialCount < vocabularySize && pairs.MostFrequent(minimumCount) is { } pair)
        {
            var id = tokens.Join(pair.Left, pair.Right);
            if (pairs.Merge(pair, id))
                merges.Add((tokens[pair.Left], tokens[pair.Right]));
            if (merges.Count % MergesPerReport == 0)
                progress?.Invoke(new(counts.Texts, tokens.Count + TrainedVocabulary.SpecialCount));
        }
        var trained = new TrainedVocabulary(tokens.All, merges);
        progress?.Invoke(new(counts.Texts, trained.Tokens.Count));
        return trained;
    }
}
