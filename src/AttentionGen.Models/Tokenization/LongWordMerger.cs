using System.Text;

namespace AttentionGen.Models.Tokenization;

/// <summary>
/// Merges the byte pairs of one word in n log n steps. Microsoft.ML.Tokenizers does the same in n² (100,000 letters take it a
/// second), so words of unusual length, such as encoded binary data, come here.
/// </summary>
internal sealed class LongWordMerger(IReadOnlyList<int> byteIds, IReadOnlyDictionary<(int Left, int Right), BpeMerge> merges)
{
    /// <summary>Appends the ids of a word.</summary>
    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(word)];
        Encoding.UTF8.GetBytes(word, bytes);
        // A linked list of symbols: each begins at the byte where its left part began.
        var symbols = Array.ConvertAll(bytes, b => byteIds[b]);
        var next = Enumerable.Range(1, symbols.Length).ToArray();
        var previous = Enumerable.Range(-1, symbols.Length).ToArray();
        var queue = new PriorityQueue<(int At, int Left, int Right, int Id), (int Rank, int At)>();
        for (var at = 0; at < symbols.Length; at++)
            Offer(at);
        while (queue.TryDequeue(out var pair, out _))
        {
            var right = next[pair.At];
            // Either side may have been merged since the pair was offered. A symbol that was merged away is -1.
            if (symbols[pair.At] != pair.Left || right == symbols.Length || symbols[right] != pair.Right)
                continue;
            symbols[pair.At] = pair.Id;
            symbols[right] = -1;
            next[pair.At] = next[right];
            if (next[right] < symbols.Length)
                previous[next[right]] = pair.At;
            Offer(previous[pair.At]);
            Offer(pair.At);
        }
        for (var at = 0; at < symbols.Length; at = next[at])
            ids.Add(symbols[at]);

        void Offer(int at)
        {
            if (at >= 0 && next[at] < symbols.Length && merges.TryGetValue((symbols[at], symbols[next[at]]), out var merge))
                queue.Enqueue((at, symbols[at], symbols[next[at]], merge.Id), (merge.Rank, at));
        }
    }
}
