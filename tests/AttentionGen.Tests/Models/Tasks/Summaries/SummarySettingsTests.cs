using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Tasks.Summaries;

/// <summary>Settings of folders and callers, and folders that hold something else.</summary>
public class SummarySettingsTests : TinySummarizer
{
    [Fact]
    public void The_folders_settings_hold_unless_the_caller_has_others()
    {
        using var summarizer = Summarizer(Greedy with { MaxLength = 9, NumBeams = 2, NumReturnSequences = 2 });
        Assert.Equal((9, 2, 2), (summarizer.Generation.MaxLength, summarizer.Generation.NumBeams, summarizer.Generation.DecoderStartTokenId));
        var all = One(summarizer, Long(30)).All;
        Assert.Equal(2, all.Count);
        Assert.All(all, one => Assert.InRange(one.Tokens, 5, 8));
        var longer = One(summarizer, Long(30), new() { Generation = summarizer.Generation with { MaxLength = 25, MinNewTokens = 20, NumReturnSequences = 1 } });
        Assert.InRange(Assert.Single(longer.All).Tokens, 20, 24);
    }

    [Fact]
    public void Where_the_folder_names_no_length_a_summary_may_fill_the_decoder()
    {
        using (var summarizer = Summarizer())
        {
            Assert.Equal((32, 2, 1), (summarizer.Generation.MaxLength, summarizer.Generation.DecoderStartTokenId, summarizer.Generation.PadTokenId));
            Assert.Equal([2], summarizer.Generation.EosTokenIds);
        }
        using (var large = Summarizer(config: Config with { MaxDecoderPositions = 500 }))
            Assert.Equal(256, large.Generation.MaxLength);
        using (var added = Summarizer(new GenerationConfig { MaxNewTokens = 7 }))
            Assert.Equal((null, 7), (added.Generation.MaxLength, added.Generation.MaxNewTokens));
    }

    public static TheoryData<string, GenerationConfig, bool> Wrong => new()
    {
        { "max_length is 33, which makes sequences of 33 tokens, but the decoder has positions for 32", Greedy with { MaxLength = 33 }, false },
        { "max_new_tokens is 32, which makes sequences of 33 tokens", Greedy with { MaxLength = null, MaxNewTokens = 32 }, false },
        { "max_length is 12 and max_new_tokens is 5", Greedy with { MaxNewTokens = 5 }, false },
        { "min_length is 20, but sequences end at 12", Greedy with { MinLength = 20 }, false },
        { "num_beams is 133, which needs 266 candidates for the first token, but the vocabulary has 264", Greedy with { NumBeams = 133 }, false },
        { "do_sample is true and num_beams is 2", Greedy with { DoSample = true, NumBeams = 2 }, false },
        { "num_return_sequences is 3", Greedy with { NumReturnSequences = 3 }, false },
        { "stop_strings has an empty text", Greedy with { StopStrings = [""] }, false },
        { "num_beams is 2, but a beam search decides no token before the end", Greedy with { NumBeams = 2 }, true },
        { "num_return_sequences is 2, but only one text can be shown", Greedy with { DoSample = true, NumReturnSequences = 2 }, true },
    };

    /// <summary>Nothing is read before: the rule for the first batch is never asked.</summary>
    [Theory, MemberData(nameof(Wrong))]
    public void Contradictions_are_refused_before_a_text_is_read(string message, GenerationConfig settings, bool streaming)
    {
        using var summarizer = Summarizer();
        var options = new SummaryOptions { Generation = settings, Globals = SummaryGlobals.Chosen(_ => throw new InvalidOperationException("The text is read.")) };
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => One(summarizer, "", options, streaming ? _ => { } : null)).Message);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => summarizer.CheckSettings(options, streaming)).Message);
    }

    [Fact]
    public void Settings_of_the_folder_are_checked_as_well()
    {
        using var summarizer = Summarizer(Greedy with { MaxLength = 500 });
        Assert.Contains("max_length is 500", Assert.Throws<ArgumentException>(() => One(summarizer, Long(30))).Message);
        summarizer.CheckSettings(new() { Generation = summarizer.Generation with { MaxLength = 32 } });
    }

    [Fact]
    public void Settings_that_forbid_every_token_are_named()
    {
        using var summarizer = Summarizer();
        var settings = Greedy with { MaxLength = 20, MinNewTokens = 10, NoRepeatNgramSize = 1, EosTokenIds = [.. Enumerable.Range(0, Mask)] };
        Assert.Contains("the settings forbid every one", Assert.Throws<InvalidOperationException>(() => One(summarizer, Long(30), new() { Generation = settings })).Message);
    }

    [Fact]
    public void Folders_of_other_models_are_refused_by_name()
    {
        using (var model = new LongformerForMaskedLM(TinyLongformer.Config with { VocabSize = Mask + 1 }, TinyHeads.Pattern(TinyLongformer.Config)))
            model.Save(Folder);
        Assert.Contains("holds a LongformerForMaskedLM, but the task needs a LEDForConditionalGeneration", Assert.Throws<CheckpointException>(() => TextSummarizer.FromPretrained(Folder)).Message);
        Summarizer().Dispose();
        Assert.Contains("holds a LEDForConditionalGeneration, but the task needs a LongformerForMaskedLM", Assert.Throws<CheckpointException>(() => TextMaskFiller.FromPretrained(Folder)).Message);
        Assert.Contains("\"model_type\" is \"led\"", Assert.Throws<CheckpointException>(() => TextEmbedder.FromPretrained(Folder)).Message);
        Assert.Contains("tokenizer has 264 tokens, but the model only 100", Assert.Throws<CheckpointException>(() => Summarizer(config: Config with { VocabSize = 100 })).Message);
        Assert.Contains("pad_token_id 5", Assert.Throws<CheckpointException>(() => Summarizer(config: Config with { PadTokenId = 5 })).Message);
    }
}
