using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>Random tables and settings: greedy and beam search give what the plain formulation gives, and ask nothing of the decoder in vain.</summary>
public class SearchPropertyTests
{
    private const int Vocabulary = 26;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 400)];

    [Theory, MemberData(nameof(Seeds))]
    public void SearchesGiveWhatThePlainOnesGive(int seed)
    {
        using var scope = NewDisposeScope();
        var random = new Random(seed);
        T Any<T>(params T[] values) => values[random.Next(values.Length)];
        var (inputs, startLength, maxLength) = (random.Next(1, 4), Any(1, 1, 1, 2, 3), random.Next(4, 12));
        var beams = Any(1, 2, 3, 4, 6);
        var config = new GenerationConfig
        {
            MaxLength = maxLength,
            NumBeams = beams,
            NumReturnSequences = random.Next(1, beams + 1),
            EarlyStopping = Any(EarlyStopping.Heuristic, EarlyStopping.AtOnce, EarlyStopping.Never),
            LengthPenalty = Any(1, 1, 0, 0.5, 2, -1),
            LengthNormalization = Any(LengthNormalization.Generated, LengthNormalization.WithStart),
            NoRepeatNgramSize = Any(0, 0, 1, 2, 3),
            RepetitionPenalty = Any(1, 1, 1.3, 0.8),
            MinLength = Any(0, 0, random.Next(0, maxLength)),
            MinNewTokens = Any(0, 0, random.Next(0, maxLength - startLength)),
            ForcedBosTokenId = Any<int?>(null, null, 5),
            ForcedEosTokenId = Any<int?>(null, null, 2, 7),
            EosTokenIds = Any<int[]>([2], [2], [2, 9], []),
        };
        var table = TableDecoder.Random(seed, Vocabulary, [.. config.EosTokenIds]);
        var start = Enumerable.Range(0, inputs).Select(_ => Enumerable.Range(0, startLength).Select(_ => random.Next(Vocabulary)).ToArray()).ToArray();
        var decoder = new TableDecoder(inputs, Vocabulary, table) { Transposed = seed % 2 == 1 };
        var found = TextGenerator.Generate(decoder, tensor(start.SelectMany(s => s).Select(t => (long)t).ToArray(), [inputs, startLength]), config,
            cancellation: TestContext.Current.CancellationToken);

        var plain = new ReferenceSearch(table, config, maxLength);
        var expected = start.SelectMany((s, input) => plain.Run(input, s).Select(e => (Input: input, e.Ids, e.Score))).ToArray();
        Assert.Equal(expected.Length, found.Length);
        foreach (var (e, f) in expected.Zip(found))
        {
            Assert.Equal(e.Input, f.Input);
            Assert.Equal(e.Ids, f.Ids);
            Assert.Equal(e.Score is null, f.Score is null);
            if (e.Score is { } score)
                Assert.Equal(score, f.Score!.Value, Math.Abs(score) * 1e-5 + 1e-6);
            Assert.Equal(config.EosTokenIds.Contains(f.Ids[^1]) ? FinishReason.EndToken : FinishReason.Length, f.Reason);
            Assert.Equal(startLength, f.StartLength);
        }
        // The start is read once per input; then nothing is computed for inputs that are done.
        Assert.Equal(inputs, decoder.RowsOfSteps[0]);
        Assert.All(decoder.RowsOfSteps.Skip(1), rows => Assert.True(rows <= inputs * beams && rows % beams == 0));
        Assert.Equal(decoder.RowsOfSteps.Skip(1).OrderDescending(), decoder.RowsOfSteps.Skip(1));
    }
}
