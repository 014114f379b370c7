using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>What each setting does, on tables whose answers are seen by eye.</summary>
public class SettingTests
{
    private const int Start = 1, End = 2;

    private static readonly GenerationConfig s_greedy = new() { MaxLength = 8, DecoderStartTokenId = Start, EosTokenIds = [End] };

    /// <summary>3 4 5 3 4 5 ..., second choice the end token, third 6.</summary>
    private static float[] Circle(int input, IReadOnlyList<int> tokens)
    {
        var logits = new float[12];
        logits[tokens[^1] is 3 ? 4 : tokens[^1] is 4 ? 5 : 3] = 5;
        (logits[End], logits[6]) = (4, 3);
        return logits;
    }

    private static TableDecoder Decoder(int inputs = 1) => new(inputs, 12, Circle);

    private static int[] Write(GenerationConfig config) =>
        [.. Assert.Single(TextGenerator.Generate(Decoder(), config, cancellation: TestContext.Current.CancellationToken)).Ids];

    [Fact]
    public void Greedy_search_goes_to_the_greatest_length() => Assert.Equal([1, 3, 4, 5, 3, 4, 5, 3], Write(s_greedy));

    [Fact]
    public void Without_a_length_it_is_20() => Assert.Equal(20, Write(s_greedy with { MaxLength = null }).Length);

    [Fact]
    public void Without_a_length_it_is_what_the_decoder_has() =>
        Assert.Equal(6, Assert.Single(TextGenerator.Generate(new TableDecoder(1, 12, Circle, maxLength: 6), s_greedy with { MaxLength = null },
            cancellation: TestContext.Current.CancellationToken)).Ids.Count);

    [Fact]
    public void New_tokens_do_not_count_the_start() => Assert.Equal([1, 3, 4], Write(s_greedy with { MaxLength = null, MaxNewTokens = 2 }));

    [Fact]
    public void Ngrams_do_not_repeat() => Assert.Equal([1, 3, 4, 5, 3, 2], Write(s_greedy with { NoRepeatNgramSize = 2 }));

    [Fact]
    public void The_end_waits_for_the_least_length() => Assert.Equal([1, 3, 4, 5, 3, 6, 3, 2], Write(s_greedy with { NoRepeatNgramSize = 2, MinLength = 7 }));

    [Fact]
    public void The_end_waits_for_the_least_new_tokens() => Assert.Equal([1, 3, 4, 5, 3, 6, 3, 2], Write(s_greedy with { NoRepeatNgramSize = 2, MinNewTokens = 6 }));

    [Fact]
    public void Repeated_tokens_are_punished() => Assert.Equal([1, 3, 4, 5, 2], Write(s_greedy with { RepetitionPenalty = 1.5 }));

    [Fact]
    public void The_first_token_is_forced() => Assert.Equal([1, 9, 3, 4, 5, 3, 4, 5], Write(s_greedy with { ForcedBosTokenId = 9 }));

    [Fact]
    public void The_last_token_is_forced() => Assert.Equal([1, 3, 4, 5, 3, 4, 5, 2], Write(s_greedy with { ForcedEosTokenId = End }));

    [Fact]
    public void Any_of_the_end_tokens_ends() => Assert.Equal([1, 3, 4, 5], Write(s_greedy with { EosTokenIds = [End, 5] }));

    [Fact]
    public void Without_an_end_token_nothing_ends() =>
        Assert.Equal([1, 3, 4, 5, 3, 2, 3, 6], Write(s_greedy with { NoRepeatNgramSize = 2, EosTokenIds = [] }));

    [Fact]
    public void Rows_start_with_the_decoder_start_token() => Assert.Equal([7, 3, 4, 5, 3, 4, 5, 3], Write(s_greedy with { DecoderStartTokenId = 7 }));

    [Fact]
    public void Logits_in_half_precision_are_taken()
    {
        var decoder = new TableDecoder(1, 12, Circle) { Dtype = ScalarType.BFloat16 };
        var found = TextGenerator.Generate(decoder, s_greedy with { NumBeams = 2 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([1, 3, 4, 5, 3, 4, 5, 3], found[0].Ids);
    }

    /// <summary>Two first tokens: 3 (0.6), which goes on with probabilities of 0.5 at best, and 4 (0.4), which goes on for sure.</summary>
    private static float[] Fork(int input, IReadOnlyList<int> tokens)
    {
        float[] probabilities = tokens.Count switch
        {
            1 => [0, 0, 0, 0.6f, 0.4f, 0, 0, 0],
            _ when tokens[1] == 3 => [0, 0, 0.5f, 0, 0, 0.5f, 0, 0],
            2 => [0, 0, 0.05f, 0, 0, 0, 0.95f, 0],
            _ => [0, 0, 0.9f, 0, 0, 0, 0.1f, 0],
        };
        return [.. probabilities.Select(p => MathF.Log(p + 1e-6f))];
    }

    private static GeneratedSequence[] Search(GenerationConfig config) => TextGenerator.Generate(new TableDecoder(1, 8, Fork),
        config with { DecoderStartTokenId = Start, EosTokenIds = [End] }, cancellation: TestContext.Current.CancellationToken);

    [Fact]
    public void Beams_find_what_greedy_search_passes()
    {
        Assert.Equal([1, 3, 2], Search(new() { MaxLength = 5 })[0].Ids);
        var best = Search(new() { MaxLength = 5, NumBeams = 2 })[0];
        Assert.Equal([1, 4, 6, 2], best.Ids);
        Assert.Equal(Math.Log(0.4 * 0.95 * 0.9) / 3, best.Score!.Value, 1e-4);
    }

    [Theory]
    [InlineData(-1.0, new[] { 1, 3, 2 })]
    [InlineData(1.0, new[] { 1, 4, 6, 2 })]
    public void The_length_penalty_chooses_between_short_and_long(double penalty, int[] expected) =>
        Assert.Equal(expected, Search(new() { MaxLength = 5, NumBeams = 2, LengthPenalty = penalty, EarlyStopping = EarlyStopping.Never })[0].Ids);

    /// <summary>
    /// A penalty of -1 makes scores of sum x length: "3 4 end" (-1.05 x 3) is better than "3 end" (-2 x 2), which ended first. Looking as
    /// far as the greatest length, as for penalties above 0, the search would end before it.
    /// </summary>
    [Fact]
    public void With_a_penalty_below_0_a_search_looks_no_further_than_the_present_length()
    {
        static float[] Logits(int input, IReadOnlyList<int> tokens)
        {
            float[] sums = [-9, -9, -9, -9, -9, -9, -9, -9];
            if (tokens.Count == 1)
                (sums[3], sums[End]) = (-0.5f, -1);
            else if (tokens[^1] == 3)
                (sums[4], sums[End], sums[5]) = (-0.55f, -1.5f, -1.615f);
            else
                sums[End] = 0;
            return sums;
        }
        var found = TextGenerator.Generate(new TableDecoder(1, 8, Logits), new GenerationConfig
        {
            MaxLength = 12, NumBeams = 2, NumReturnSequences = 2, LengthPenalty = -1, EarlyStopping = EarlyStopping.Never,
            DecoderStartTokenId = Start, EosTokenIds = [End],
        }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([[1, 2], [1, 3, 4, 2]], found.Select(f => f.Ids));
        Assert.Equal(-1.05 * 3, found[1].Score!.Value, 0.1);
    }

    [Fact]
    public void All_that_is_asked_for_is_returned_best_first()
    {
        var found = Search(new() { MaxLength = 5, NumBeams = 3, NumReturnSequences = 3 });
        Assert.Equal(3, found.Length);
        Assert.Equal(found.OrderByDescending(f => f.Score), found);
        Assert.Equal(3, found.Select(f => string.Join(" ", f.Ids)).Distinct().Count());
    }

    [Fact]
    public void Sequences_of_a_batch_become_a_rectangle()
    {
        var found = TextGenerator.Generate(new TableDecoder(2, 12, (input, tokens) => input == 0 ? Circle(0, tokens) : Ending(tokens.Count)),
            s_greedy with { MaxLength = 4 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(new[,] { { 1, 3, 4, 5 }, { 1, 8, 2, 0 } }, GeneratedSequence.Padded(found, 0));
        Assert.Equal([FinishReason.Length, FinishReason.EndToken], found.Select(f => f.Reason));
        Assert.Equal([0, 1], found.Select(f => f.Input));
    }

    private static float[] Ending(int length)
    {
        var logits = new float[12];
        logits[length == 1 ? 8 : End] = 1;
        return logits;
    }
}
