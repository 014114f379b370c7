using System.Diagnostics;
using AttentionGen.Dynamic;
using AttentionGen.Models.Tasks;
using AttentionGen.Reference;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Tasks.Summaries;

/// <summary>Which tokens are global, and what is said where none is.</summary>
public class SummaryGlobalsTests : TinySummarizer
{
    private static Tensor At(Tensor ids, params long[] positions) => Kernels.GlobalRules.Positions(ids, positions);

    private static AttentionPattern Pattern(string task) => PatternCompiler.FromText(
        $$"""{ "name": "Summarised{{task.Length}}", "layers": 2, "heads": 2, "headSize": 8, "window": [4, 2], "global": { "default": "given", "{{task}}": { "positions": [0, 3] } } }""");

    [Fact]
    public void The_first_token_is_global_unless_it_is_turned_off()
    {
        using var summarizer = Summarizer();
        var usual = Score(summarizer, SummaryGlobals.Declared);
        Assert.Equal(usual, Score(summarizer, SummaryGlobals.Chosen(ids => At(ids, 0))), 1e-6f);
        Assert.NotEqual(usual, Score(summarizer, SummaryGlobals.None), 1e-4f);
        Assert.NotEqual(usual, Score(summarizer, SummaryGlobals.Chosen(ids => At(ids, 0, 3))), 1e-4f);
        Assert.Equal(usual, One(summarizer, Long(30), Beams).All[0].Score!.Value, 1e-6f);
    }

    [Theory]
    [InlineData("summarization"), InlineData("summarisation"), InlineData("summary")]
    public void A_pattern_declares_its_own_rule(string task)
    {
        using var summarizer = Summarizer(pattern: new ReferencePattern(Pattern(task))); // the oracle knows the rules of what it follows
        var declared = Score(summarizer, SummaryGlobals.Declared);
        Assert.Equal(declared, Score(summarizer, SummaryGlobals.Chosen(ids => At(ids, 0, 3))), 1e-6f);
        Assert.NotEqual(declared, Score(summarizer, SummaryGlobals.Chosen(ids => At(ids, 0))), 1e-4f);
    }

    [Fact]
    public void A_pattern_with_rules_for_other_tasks_leaves_the_first_token()
    {
        using var summarizer = Summarizer(pattern: Pattern("qa"));
        Assert.Equal(Score(summarizer, SummaryGlobals.Chosen(ids => At(ids, 0))), Score(summarizer, SummaryGlobals.Declared), 1e-6f);
    }

    [Fact]
    public void A_rule_sees_each_batch_and_must_fit_it()
    {
        using var summarizer = Summarizer();
        var seen = new List<string>();
        summarizer.Summarize([Long(12), Long(10), Long(40)], Beams with
        {
            TokenBudget = 40,
            Globals = SummaryGlobals.Chosen(ids =>
            {
                seen.Add(string.Join("x", ids.shape));
                return At(ids, 0);
            }),
        }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["1x40", "2x12"], seen);
        var wrong = Assert.Throws<ArgumentException>(() => One(summarizer, Long(12), new() { Globals = SummaryGlobals.Chosen(ids => ids.narrow(1, 0, 3)) }));
        Assert.Contains("GlobalAttentionMask", wrong.Message);
    }

    [Fact]
    public void Texts_without_a_global_token_are_warned_of_once()
    {
        using var summarizer = Summarizer();
        string[] texts = [Long(12), Long(40), Long(50)];
        IReadOnlyList<string> Warnings(SummaryGlobals globals)
        {
            var told = new List<string>();
            summarizer.Summarize(texts, new() { Globals = globals, OnWarning = told.Add, TokenBudget = 1 }, cancellation: TestContext.Current.CancellationToken);
            return told;
        }
        Assert.Empty(Warnings(SummaryGlobals.Declared));
        Assert.Contains("No token is global: each token then has heard of its windows alone", Assert.Single(Warnings(SummaryGlobals.None)));
        Assert.Single(Warnings(SummaryGlobals.Chosen(ids => At(ids, 45)))); // which only the longest text has
        Assert.Single(Warnings(SummaryGlobals.Chosen(ids => zeros_like(ids))));
    }

    /// <summary>A warning comes before the work; where nobody listens, the trace does.</summary>
    [Fact]
    public void Without_a_listener_the_warning_is_traced()
    {
        using var summarizer = Summarizer();
        using var text = new StringWriter();
        using var listener = new TextWriterTraceListener(text);
        Trace.Listeners.Add(listener);
        try
        {
            Assert.Throws<ArgumentException>(() => One(summarizer, "", new() { Globals = SummaryGlobals.None }));
        }
        finally
        {
            Trace.Listeners.Remove(listener);
        }
        Assert.Contains("No token is global", text.ToString());
    }
}
