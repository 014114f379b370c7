using AttentionGen.Models.TextGeneration;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>What cannot be done is refused by name before the decoder is asked anything.</summary>
public class RefusalTests
{
    private static readonly GenerationConfig s_config = new() { DecoderStartTokenId = 1, EosTokenIds = [2] };

    private static readonly (string Message, GenerationConfig Config)[] s_refused =
    [
        ("max_length is 10 and max_new_tokens is 5: give one", s_config with { MaxLength = 10, MaxNewTokens = 5 }),
        ("max_length is 33, which makes sequences of 33 tokens, but the decoder has positions for 32", s_config with { MaxLength = 33 }),
        ("max_new_tokens is 32, which makes sequences of 33 tokens, but the decoder has positions for 32", s_config with { MaxNewTokens = 32 }),
        ("max_length is 1, but the start has 1 tokens already", s_config with { MaxLength = 1 }),
        ("max_length is -4, but", s_config with { MaxLength = -4 }),
        ("max_new_tokens is 0, but must be 1 or more", s_config with { MaxNewTokens = 0 }),
        ("min_length is -1", s_config with { MinLength = -1 }),
        ("min_new_tokens is -1", s_config with { MinNewTokens = -1 }),
        ("min_length is 12, but sequences end at 10 tokens (max_length 10)", s_config with { MaxLength = 10, MinLength = 12 }),
        ("min_new_tokens is 10, but only 9 tokens follow the start (max_length 10)", s_config with { MaxLength = 10, MinNewTokens = 10 }),
        ("num_beams is 0", s_config with { NumBeams = 0 }),
        ("num_beams is 11, which needs 22 candidates for the first token, but the vocabulary has 20", s_config with { NumBeams = 11 }),
        ("num_beams is 7, which needs 21 candidates", s_config with { NumBeams = 7, EosTokenIds = [2, 3] }),
        ("do_sample is true and num_beams is 2", s_config with { NumBeams = 2, DoSample = true }),
        ("num_return_sequences is 3, but a search of num_beams 2", s_config with { NumBeams = 2, NumReturnSequences = 3 }),
        ("num_return_sequences is 2, but a search of num_beams 1", s_config with { NumReturnSequences = 2 }),
        ("num_return_sequences is 0", s_config with { NumReturnSequences = 0 }),
        ("length_penalty is NaN", s_config with { NumBeams = 2, LengthPenalty = double.NaN }),
        ("early_stopping is 7", s_config with { NumBeams = 2, EarlyStopping = (EarlyStopping)7 }),
        ("length normalisation is 7", s_config with { NumBeams = 2, LengthNormalization = (LengthNormalization)7 }),
        ("repetition_penalty is 0", s_config with { RepetitionPenalty = 0 }),
        ("no_repeat_ngram_size is -1", s_config with { NoRepeatNgramSize = -1 }),
        ("temperature is 0, but must be more than 0; for the most probable token each time set do_sample to false", s_config with { DoSample = true, Temperature = 0 }),
        ("top_k is -1", s_config with { DoSample = true, TopK = -1 }),
        ("top_p is 0, but", s_config with { DoSample = true, TopP = 0 }),
        ("top_p is 1.5, but", s_config with { DoSample = true, TopP = 1.5 }),
        ("forced_bos_token_id is 20, which is not in the vocabulary, whose ids are 0 to 19", s_config with { ForcedBosTokenId = 20 }),
        ("forced_eos_token_id is -1", s_config with { ForcedEosTokenId = -1 }),
        ("eos_token_id is 50", s_config with { EosTokenIds = [2, 50] }),
        ("stop_strings has an empty text", s_config with { StopStrings = ["."  , ""] }),
        ("stop_strings are \"STOP\", but the options have no Decode", s_config with { StopStrings = ["STOP"] }),
        ("start token 20 is not in the vocabulary", s_config with { DecoderStartTokenId = 20 }),
        ("decoder_start_token_id is null", s_config with { DecoderStartTokenId = null }),
    ];

    public static TheoryData<int> Refused => [.. Enumerable.Range(0, s_refused.Length)];

    [Theory, MemberData(nameof(Refused))]
    public void Settings_are_refused_by_name(int row)
    {
        var decoder = new TableDecoder(1, 20, (_, _) => throw new NotSupportedException(), maxLength: 32);
        var error = Assert.ThrowsAny<ArgumentException>(() => TextGenerator.Generate(decoder, s_refused[row].Config, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains(s_refused[row].Message, error.Message);
        Assert.Empty(decoder.RowsOfSteps);
    }

    [Fact]
    public void A_listener_is_refused_with_beams()
    {
        var decoder = new TableDecoder(1, 20, (_, _) => throw new NotSupportedException());
        var error = Assert.Throws<ArgumentException>(() => TextGenerator.Generate(decoder, s_config with { NumBeams = 2 },
            new() { OnToken = _ => { } }, TestContext.Current.CancellationToken));
        Assert.Contains("OnToken and num_beams is 2", error.Message);
    }

    public static TheoryData<long[], string> Starts => new()
    {
        { [2, 0], "The start is empty" },
        { [3, 1], "There are start tokens for 3 rows, but the decoder has 2" },
        { [2], "must be Int64 of shape (rows, tokens)" },
        { [2, 20], "max_length is 20, but the start has 20 tokens already" },
    };

    [Theory, MemberData(nameof(Starts))]
    public void A_start_that_does_not_fit_is_refused(long[] shape, string message)
    {
        using var scope = NewDisposeScope();
        var decoder = new TableDecoder(2, 20, (_, _) => throw new NotSupportedException(), maxLength: 32);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var start = ones(shape, ScalarType.Int64))
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(
                () => TextGenerator.Generate(decoder, start, s_config, cancellation: TestContext.Current.CancellationToken)).Message);
        using (var start = ones(2, 2))
            Assert.Contains("The start tokens are Float32", Assert.ThrowsAny<ArgumentException>(
                () => TextGenerator.Generate(decoder, start, s_config, cancellation: TestContext.Current.CancellationToken)).Message);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Settings_of_another_search_are_harmless()
    {
        var decoder = new TableDecoder(1, 20, (_, tokens) => [.. Enumerable.Range(0, 20).Select(t => t == tokens.Count ? 1f : 0)]);
        var found = TextGenerator.Generate(decoder, s_config with { MaxLength = 4, EarlyStopping = EarlyStopping.AtOnce, LengthPenalty = double.NaN, Temperature = 0, TopP = 7 },
            cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([1, 1, 2], found[0].Ids);
    }
}
