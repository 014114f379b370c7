using AttentionGen.Models.TextGeneration;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>
/// The searches once more, slow and plain: one input at a time, no cache, float64, every continuation of every beam in one sorted list.
/// </summary>
internal sealed class ReferenceSearch(Func<int, IReadOnlyList<int>, float[]> logits, GenerationConfig config, int maxLength)
{
    public List<(int[] Ids, double? Score)> Run(int input, int[] start) => config.NumBeams == 1 ? Greedy(input, start) : Beams(input, start);

    private List<(int[] Ids, double? Score)> Greedy(int input, int[] start)
    {
        var ids = start.ToList();
        while (ids.Count < maxLength && (ids.Count == start.Length || !config.EosTokenIds.Contains(ids[^1])))
        {
            var scores = Processed(logits(input, ids).Select(x => (double)x).ToArray(), ids, start.Length);
            ids.Add(Array.IndexOf(scores, scores.Max()));
        }
        return [([.. ids], null)];
    }

    private List<(int[] Ids, double? Score)> Beams(int input, int[] start)
    {
        var b = config.NumBeams;
        var beams = Enumerable.Range(0, b).Select(i => (Ids: start, Sum: i == 0 ? 0 : -1e9)).ToList();
        var heap = new List<(int[] Ids, double Score)>();
        var older = config.LengthNormalization == LengthNormalization.WithStart;
        double Score(double sum, double length) => sum / Math.Pow(length, config.LengthPenalty);
        void Push(int[] ids, double score)
        {
            heap.Add((ids, score));
            if (heap.Count > b)
                heap.RemoveAt(heap.FindIndex(h => h.Score == heap.Min(x => x.Score)));
        }
        var done = false;
        for (var length = start.Length; length < maxLength && !done; length++)
        {
            var continuations = new List<(int[] Ids, double Sum)>();
            foreach (var beam in beams)
            {
                var raw = logits(input, beam.Ids).Select(x => (double)x).ToArray();
                var normal = raw.Max() + Math.Log(raw.Sum(x => Math.Exp(x - raw.Max())));
                var scores = Processed([.. raw.Select(x => x - normal)], beam.Ids, start.Length);
                continuations.AddRange(scores.Select((score, token) => ((int[])[.. beam.Ids, token], beam.Sum + score)));
            }
            continuations = [.. continuations.OrderByDescending(c => c.Sum).Take(Math.Max(2, 1 + config.EosTokenIds.Count) * b)];
            var next = continuations.Where(c => !config.EosTokenIds.Contains(c.Ids[^1])).Take(b).ToList();
            foreach (var (ids, sum) in continuations.Take(b).Where(c => config.EosTokenIds.Contains(c.Ids[^1]) && c.Sum > double.NegativeInfinity))
                Push(ids, Score(sum, older ? length : length + 1 - start.Length));
            if (heap.Count == b)
            {
                var reach = config.EarlyStopping == EarlyStopping.Never && config.LengthPenalty > 0
                    ? older ? maxLength : maxLength - start.Length
                    : older ? length + 1 : length + 1 - start.Length;
                done = config.EarlyStopping == EarlyStopping.AtOnce || heap.Min(h => h.Score) >= Score(continuations[0].Sum, reach);
            }
            beams = next;
        }
        if (!done)
            foreach (var (ids, sum) in beams)
                Push(ids, Score(sum, older ? maxLength : maxLength - start.Length));
        return [.. heap.OrderByDescending(h => h.Score).Take(config.NumReturnSequences).Select(h => (h.Ids, (double?)h.Score))];
    }

    private double[] Processed(double[] scores, IReadOnlyList<int> ids, int start)
    {
        foreach (var token in ids.Distinct())
            scores[token] = scores[token] < 0 ? scores[token] * config.RepetitionPenalty : scores[token] / config.RepetitionPenalty;
        var n = config.NoRepeatNgramSize;
        string Gram(IEnumerable<int> some) => string.Join(" ", some);
        var grams = Enumerable.Range(0, Math.Max(0, ids.Count - n + 1)).Select(i => Gram(ids.Skip(i).Take(n))).ToHashSet();
        for (var token = 0; n > 0 && ids.Count >= n && token < scores.Length; token++)
            if (grams.Contains(Gram([.. ids.TakeLast(n - 1), token])))
                scores[token] = double.NegativeInfinity;
        foreach (var end in config.EosTokenIds)
            if (ids.Count < config.MinLength || ids.Count - start < config.MinNewTokens)
                scores[end] = double.NegativeInfinity;
        if (ids.Count == 1 && config.ForcedBosTokenId is { } first)
            scores = [.. scores.Select((_, token) => token == first ? 0 : double.NegativeInfinity)];
        if (ids.Count == maxLength - 1 && config.ForcedEosTokenId is { } last)
            scores = [.. scores.Select((_, token) => token == last ? 0 : double.NegativeInfinity)];
        return scores;
    }
}
