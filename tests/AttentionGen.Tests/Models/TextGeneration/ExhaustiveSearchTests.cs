using AttentionGen.Models.TextGeneration;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>With beams for every prefix a search that never stops early finds the best of all sequences.</summary>
public class ExhaustiveSearchTests
{
    private const int Vocabulary = 64, End = 2, Steps = 3;

    private static readonly int[] s_words = [3, 4, 5];

    [Theory]
    [InlineData(1.0), InlineData(0.5), InlineData(2.0)]
    public void The_best_of_all_sequences_is_found(double penalty)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = TableDecoder.Random(seed, Vocabulary);
            float[] Logits(int input, IReadOnlyList<int> tokens) =>
                [.. random(input, tokens).Select((x, token) => token == End || s_words.Contains(token) ? x : float.NegativeInfinity)];
            var best = All([1]).Select(s => (s.Ids, Score: s.Sum / Math.Pow(s.Ids.Length - 1, penalty))).MaxBy(s => s.Score);
            var found = TextGenerator.Generate(new TableDecoder(1, Vocabulary, Logits), new GenerationConfig
            {
                NumBeams = 27,
                MaxNewTokens = Steps,
                LengthPenalty = penalty,
                EarlyStopping = EarlyStopping.Never,
                DecoderStartTokenId = 1,
                EosTokenIds = [End],
            }, cancellation: TestContext.Current.CancellationToken)[0];
            Assert.Equal(best.Ids, found.Ids);
            Assert.Equal(best.Score, found.Score!.Value, 1e-4);

            IEnumerable<(int[] Ids, double Sum)> All(int[] ids)
            {
                if (ids.Length == Steps + 1 || ids[^1] == End)
                    return [(ids, 0)];
                var logits = Logits(0, ids);
                var total = Math.Log(logits.Sum(x => Math.Exp(x)));
                return ((int[])[End, .. s_words]).SelectMany(token => All([.. ids, token]).Select(s => (s.Ids, s.Sum + logits[token] - total)));
            }
        }
    }
}
