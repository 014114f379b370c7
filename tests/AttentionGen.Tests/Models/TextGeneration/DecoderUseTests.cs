using AttentionGen.Models.TextGeneration;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>What is asked of a decoder: nothing that is not needed; and what is left afterwards: nothing.</summary>
public class DecoderUseTests
{
    private const int End = 2;

    private static readonly GenerationConfig s_greedy = new() { MaxLength = 7, DecoderStartTokenId = 1, EosTokenIds = [End] };

    /// <summary>Input i writes i + 1 tokens and the end; 15 is the second choice for the first.</summary>
    private static float[] Countdown(int input, IReadOnlyList<int> tokens)
    {
        var logits = new float[16];
        logits[15] = tokens.Count == 1 ? 8 : 0;
        logits[tokens.Count == input + 2 ? End : 3 + tokens.Count] = 9;
        return logits;
    }

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void Rows_that_have_ended_are_given_up()
    {
        var decoder = new TableDecoder(3, 16, Countdown);
        var found = TextGenerator.Generate(decoder, s_greedy, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([[1, 4, 2], [1, 4, 5, 2], [1, 4, 5, 6, 2]], found.Select(f => f.Ids));
        Assert.Equal([3, 3, 2, 1], decoder.RowsOfSteps);
        Assert.Equal([[1, 2], [1]], decoder.Selections);
    }

    [Fact]
    public void Inputs_whose_search_is_done_are_given_up()
    {
        var decoder = new TableDecoder(3, 16, Countdown);
        TextGenerator.Generate(decoder, s_greedy with { NumBeams = 2, EarlyStopping = EarlyStopping.AtOnce }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([3, 6, 4, 2], decoder.RowsOfSteps);
    }

    [Fact]
    public void Beams_that_each_go_on_once_are_not_moved()
    {
        // Two beams, 3 and 4, which take turns in being the better one, and never branch.
        float[] Turns(int input, IReadOnlyList<int> tokens) =>
            [.. Enumerable.Range(0, 16).Select(t => tokens.Count == 1 ? (t == 3 ? 9f : t == 4 ? 8.5f : 0) : t == 5 ? ((tokens[1] == 3) == (tokens.Count % 2 == 0) ? 9f : 14f) : 0)];
        var decoder = new TableDecoder(1, 16, Turns);
        TextGenerator.Generate(decoder, s_greedy with { NumBeams = 2 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([0, 0], Assert.Single(decoder.Selections));
        Assert.Equal([1, 2, 2, 2, 2, 2], decoder.RowsOfSteps);
    }

    [Fact]
    public void Samples_of_an_input_share_its_start()
    {
        var decoder = new TableDecoder(2, 16, Countdown);
        var found = TextGenerator.Generate(decoder, s_greedy with { DoSample = true, NumReturnSequences = 3, Seed = 1, TopK = 1 },
            cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([2, 6, 3], decoder.RowsOfSteps);
        Assert.Equal([[0, 0, 0, 1, 1, 1], [3, 4, 5]], decoder.Selections);
        Assert.Equal([0, 0, 0, 1, 1, 1], found.Select(f => f.Input));
    }

    public static TheoryData<int, bool> Ways => new() { { 1, false }, { 1, true }, { 3, false } };

    [Theory, MemberData(nameof(Ways))]
    public void Nothing_is_left(int beams, bool sample)
    {
        var config = s_greedy with { NumBeams = beams, DoSample = sample, NoRepeatNgramSize = 2, RepetitionPenalty = 1.2, MinLength = 3, ForcedEosTokenId = End, TopP = 0.9 };
        TableDecoder Decoder(Action? onNext = null) => new(2, 16, Countdown) { OnNext = onNext };
        TextGenerator.Generate(Decoder(), config, cancellation: TestContext.Current.CancellationToken);
        var before = Live;
        TextGenerator.Generate(Decoder(), config, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(before, Live);

        var steps = 0;
        Assert.Throws<NotSupportedException>(() => TextGenerator.Generate(Decoder(() => _ = ++steps == 3 ? throw new NotSupportedException() : 0), config,
            cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(before, Live);

        using var stop = new CancellationTokenSource();
        var counted = Decoder(stop.Cancel);
        Assert.Throws<OperationCanceledException>(() => TextGenerator.Generate(counted, config, cancellation: stop.Token));
        Assert.Single(counted.RowsOfSteps);
        Assert.Equal(before, Live);

        Assert.Throws<InvalidOperationException>(() => TextGenerator.Generate(
            new TableDecoder(1, 16, (_, _) => [.. Enumerable.Repeat(float.NaN, 16)]), config, cancellation: TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => TextGenerator.Generate(Decoder(), config with { MinLength = 99 }, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(before, Live);
    }

    [Fact]
    public void The_decoders_logits_are_left_alone()
    {
        using var scope = NewDisposeScope();
        using var decoder = new KeptLogits();
        TextGenerator.Generate(decoder, s_greedy with { NoRepeatNgramSize = 1, MinLength = 5 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([0f, 1, 2, 3, 4, 5, 6, 7], decoder.Logits.data<float>().ToArray());
    }

    [Fact]
    public void A_row_that_may_not_go_on_is_told_of()
    {
        // 1-grams: each of four tokens once; then none is left.
        var decoder = new TableDecoder(1, 4, (_, _) => [1, 2, 3, 4]);
        var error = Assert.Throws<InvalidOperationException>(() => TextGenerator.Generate(decoder,
            new GenerationConfig { MaxLength = 6, NoRepeatNgramSize = 1, DecoderStartTokenId = 1 }, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("4 tokens of sequence 0", error.Message);
        Assert.Contains("the settings forbid every one", error.Message);
    }

    private sealed class KeptLogits : ITokenDecoder
    {
        public Tensor Logits { get; } = arange(8, ScalarType.Float32).unsqueeze(0);

        public int Rows => 1;

        public int VocabSize => 8;

        public int MaxLength => 16;

        public Device Device => CPU;

        public Tensor Next(Tensor tokens) => Logits.alias();

        public void Select(ReadOnlySpan<int> rows) => throw new NotSupportedException();

        public void Dispose() => Logits.Dispose();
    }
}
