using System.Runtime.InteropServices;

namespace AttentionGen.Models.Tokenization;

/// <summary>
/// How often each pair of neighbouring tokens occurs, kept up to date as pairs are joined: a merge touches only the words that hold
/// its pair.
/// </summary>
internal sealed class PairCounts
{
    private sealed class Entry
    {
        public long Count;
        public readonly List<int> Words = []; // that held the pair at some time
    }

    private readonly IReadOnlyList<TrainingWord> _words;
    private readonly Dictionary<(int Left, int Right), Entry> _pairs = [];
    private readonly HashSet<(int, int)> _merged = [];

    // The most frequent first, then the lowest ids. Counts in it may be too high, never too low.
    private readonly PriorityQueue<(int Left, int Right), (long Falling, int Left, int Right)> _queue = new();

    public PairCounts(IReadOnlyList<TrainingWord> words)
    {
        _words = words;
        for (var i = 0; i < words.Count; i++)
            Count(i, +1);
        foreach (var (pair, entry) in _pairs)
            Offer(pair, entry.Count);
    }

    /// <summary>The pair to be joined next, or null when none is frequent enough.</summary>
    public (int Left, int Right)? MostFrequent(long minimum)
    {
        while (_queue.TryDequeue(out var pair, out var priority))
        {
            var count = _pairs.TryGetValue(pair, out var entry) ? entry.Count : 0;
            if (count < minimum)
                continue;
            if (count == -priority.Falling)
                return pair;
            Offer(pair, count);
        }
        return null;
    }

    /// <summary>Joins a pair in all words. False when this very pair was joined before, and has come up again through another merge.</summary>
    public bool Merge((int Left, int Right) pair, int id)
    {
        var raised = new HashSet<(int, int)>();
        foreach (var word in _pairs[pair].Words)
        {
            if (!_words[word].Holds(pair))
                continue;
            Count(word, -1);
            _words[word].Join(pair, id);
            Count(word, +1, id, raised);
        }
        _pairs.Remove(pair);
        foreach (var changed in raised)
            Offer(changed, _pairs[changed].Count);
        return _merged.Add(pair);
    }

    /// <summary>Counts a word's pairs. Those with the token <paramref name="fresh"/> are new to the word; without it, all are.</summary>
    private void Count(int word, int sign, int? fresh = null, HashSet<(int, int)>? raised = null)
    {
        var symbols = _words[word].Symbols;
        for (var i = 1; i < symbols.Length; i++)
        {
            var (left, right) = (symbols[i - 1], symbols[i]);
            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, (left, right), out _);
            entry ??= new();
            entry.Count += sign * _words[word].Count;
            if (sign < 0 || (fresh is { } id && left != id && right != id))
                continue;
            raised?.Add((left, right));
            if (entry.Words.Count == 0 || entry.Words[^1] != word)
                entry.Words.Add(word);
        }
    }

    private void Offer((int Left, int Right) pair, long count)
    {
        if (count > 0)
            _queue.Enqueue(pair, (-count, pair.Left, pair.Right));
    }
}
