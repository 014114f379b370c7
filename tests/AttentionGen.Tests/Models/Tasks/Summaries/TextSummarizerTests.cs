using AttentionGen.Kernels;
using AttentionGen.Models.Led;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.TextGeneration;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Tasks.Summaries;

/// <summary>What summaries say, one by one and together.</summary>
public class TextSummarizerTests : TinySummarizer
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Theory]
    [InlineData(1), InlineData(3)]
    public void A_summary_is_what_the_model_writes_behind_a_global_first_token(int beams)
    {
        using var summarizer = Summarizer();
        var settings = Greedy with { NumBeams = beams };
        var summary = One(summarizer, Long(40), new() { Generation = settings });
        using var scope = NewDisposeScope();
        using var model = LedForConditionalGeneration.FromPretrained(Folder);
        var ids = tensor(summarizer.Tokenizer.EncodeToIds(Long(40)).Select(id => (long)id).ToArray()).unsqueeze(0);
        using var decoder = model.StartDecoding(new LedInput { InputIds = ids, GlobalAttentionMask = GlobalRules.First(ids) });
        var expected = Assert.Single(TextGenerator.Generate(decoder, settings, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(summarizer.Tokenizer.Decode(expected.Ids, skipSpecialTokens: true), summary.Text);
        Assert.NotEqual("", summary.Text);
        Assert.Equal((40, 0, expected.Ids.Count - 1, expected.Reason), (summary.Tokens, summary.Unread, summary.All[0].Tokens, summary.All[0].Reason));
        Assert.Equal(expected.Score ?? 0, summary.All[0].Score ?? 0, 1e-5f);
    }

    [Fact]
    public void Texts_together_are_each_text_alone_and_keep_their_order()
    {
        using var summarizer = Summarizer();
        string[] texts = [.. new[] { 12, 50, 7, 31, 12, 64, 20 }.Select(Long)];
        var options = Beams with { TokenBudget = 100 };
        var done = new List<int>();
        var together = summarizer.Summarize(texts, options, done.Add, TestContext.Current.CancellationToken);
        Assert.Equal(texts.Length, done.Sum());
        Assert.Equal([1, 2, 4], done); // 64, 50 + 31, 20 + 12 + 12 + 7 tokens
        foreach (var (text, summary) in texts.Zip(together))
        {
            var alone = summarizer.Summarize(text, options, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal((alone.Text, alone.Tokens), (summary.Text, summary.Tokens));
            Assert.Equal(alone.All[0].Score!.Value, summary.All[0].Score!.Value, 1e-4f);
        }
        Assert.True(together.Select(summary => summary.All[0].Score).Distinct().Count() > 4);
        Assert.Empty(summarizer.Summarize([], cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Several_summaries_of_each_text_stand_together()
    {
        using var summarizer = Summarizer();
        var summaries = summarizer.Summarize([Long(9), Long(30)], new() { Generation = Greedy with { NumBeams = 3, NumReturnSequences = 2 } }, cancellation: TestContext.Current.CancellationToken);
        Assert.All(summaries, summary =>
        {
            Assert.Equal(2, summary.All.Count);
            Assert.Equal(summary.All[0].Text, summary.Text);
            Assert.NotEqual(summary.All[0].Text, summary.All[1].Text);
            Assert.True(summary.All[0].Score >= summary.All[1].Score);
        });
    }

    [Fact]
    public void A_seed_repeats_the_samples()
    {
        using var summarizer = Summarizer();
        string Sample(long seed) => string.Join('|', One(summarizer, Long(20), new() { Generation = Greedy with { DoSample = true, Seed = seed, NumReturnSequences = 3 } }).All.Select(s => s.Text));
        Assert.Equal(Sample(1), Sample(1));
        Assert.NotEqual(Sample(1), Sample(2));
    }

    [Fact]
    public void What_is_too_long_is_refused_or_cut_where_it_is_said()
    {
        using var summarizer = Summarizer();
        var refusal = Assert.Throws<ArgumentException>(() => summarizer.Summarize([Long(20), Long(70)], cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("70 tokens, but the model reads at most 64", refusal.Message);
        Assert.Equal(refusal.Message, Assert.Throws<ArgumentException>(() => summarizer.Check(Long(70))).Message);
        var cut = One(summarizer, Long(70), Beams with { CutAt = 40 });
        Assert.Equal((40, 30), (cut.Tokens, cut.Unread));
        Assert.Equal(Score(summarizer, SummaryGlobals.Declared, Long(40)), cut.All[0].Score!.Value, 1e-5f);
        Assert.Throws<ArgumentOutOfRangeException>(() => One(summarizer, Long(70), new() { CutAt = 65 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => One(summarizer, Long(70), new() { CutAt = 40, TokenBudget = 0 }));
    }

    [Theory]
    [InlineData(""), InlineData(" \n\t")]
    public void An_empty_text_is_refused(string text)
    {
        using var summarizer = Summarizer();
        Assert.Contains("A text is empty", Assert.Throws<ArgumentException>(() => One(summarizer, text)).Message);
        Assert.Contains("A text is empty", Assert.Throws<ArgumentException>(() => summarizer.Check(text)).Message);
    }

    /// <summary>Special tokens may stand anywhere, and models may have embeddings without a token.</summary>
    [Fact]
    public void Ids_that_are_no_text_are_left_out()
    {
        using var summarizer = Summarizer(config: Config with { VocabSize = 2000 });
        var all = One(summarizer, Long(20), new() { Generation = Greedy with { DoSample = true, TopK = 0, Temperature = 1000, Seed = 1, NumReturnSequences = 8 } }).All;
        // A random id is a byte or a word in one case of eight.
        Assert.All(all, one => Assert.InRange(one.Text.Length, 0, 4 * one.Tokens));
        Assert.True(all.Sum(one => one.Text.Length) < all.Sum(one => one.Tokens));
        Assert.All(all, one => Assert.DoesNotContain("<", one.Text));
    }

    [Fact]
    public void The_text_is_shown_while_it_is_written()
    {
        using var summarizer = Summarizer(Greedy);
        var pieces = new List<string>();
        var summary = summarizer.Summarize(Long(30), null, pieces.Add, TestContext.Current.CancellationToken);
        Assert.True(pieces.Count > 1);
        Assert.Equal(summary.Text, string.Concat(pieces));
        Assert.Equal(One(summarizer, Long(30)).Text, summary.Text);
    }

    [Fact]
    public void A_summary_ends_at_a_stop_string_and_without_it()
    {
        using var summarizer = Summarizer(Greedy);
        var whole = One(summarizer, Long(30)).Text;
        var stop = whole[^2..];
        var ended = One(summarizer, Long(30), new() { Generation = Greedy with { StopStrings = [stop] } });
        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], ended.Text);
        Assert.Equal(FinishReason.StopString, ended.All[0].Reason);
    }

    [Fact]
    public void Cancelled_work_stops_and_leaves_nothing()
    {
        using var summarizer = Summarizer(Greedy);
        var live = Live;
        using var stop = new CancellationTokenSource();
        var pieces = 0;
        Assert.Throws<OperationCanceledException>(() => summarizer.Summarize(Long(30), null, _ =>
        {
            if (++pieces == 2)
                stop.Cancel();
        }, stop.Token));
        Assert.Equal((2, live), (pieces, Live));
        // The text that would be refused is not looked at.
        Assert.Throws<OperationCanceledException>(() => summarizer.Summarize([Long(30), ""], cancellation: stop.Token));
        summarizer.Summarize([Long(30), Long(12)], Beams, cancellation: TestContext.Current.CancellationToken);
        summarizer.Summarize([Long(30), Long(12)], new() { Globals = SummaryGlobals.Chosen(ids => ids.eq(5)), OnWarning = _ => { } }, cancellation: TestContext.Current.CancellationToken);
        Assert.Throws<ArgumentException>(() => One(summarizer, Long(30), new() { Generation = Greedy with { NumBeams = 1000 } }));
        Assert.Equal(live, Live);
    }

    [Fact]
    public void A_model_that_computes_NaN_is_refused_by_parameter()
    {
        Summarizer().Dispose();
        using (var model = LedForConditionalGeneration.FromPretrained(Folder))
        {
            using (no_grad())
                model.get_parameter("led.decoder.layers.0.fc1.weight")!.fill_(float.NaN);
            model.Save(Folder);
        }
        using var summarizer = TextSummarizer.FromPretrained(Folder);
        var live = Live;
        foreach (var settings in new[] { Greedy, Greedy with { NumBeams = 2 }, Greedy with { DoSample = true } })
            Assert.Contains("led.decoder.layers.0.fc1.weight", Assert.Throws<NotFiniteNumberException>(() => One(summarizer, Long(30), new() { Generation = settings })).Message);
        Assert.Equal(live, Live);
    }

    [Fact]
    public void Threads_share_a_summarizer()
    {
        using var summarizer = Summarizer();
        var expected = new[] { 12, 40 }.Select(n => One(summarizer, Long(n), Beams).Text).ToArray();
        Parallel.For(0, 8, i => Assert.Equal(expected[i % 2], One(summarizer, Long(i % 2 == 0 ? 12 : 40), Beams).Text));
    }
}
