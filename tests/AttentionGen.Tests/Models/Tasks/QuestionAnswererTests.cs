using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Tasks;

public class QuestionAnswererTests : TinyTokenizer
{
    private const string Question = "low?", Context = "lower \u20AC low, so it is\n low lo ab.";

    /// <summary>40 tokens: 34 of a context beside a question of two.</summary>
    private static readonly LongformerConfig s_config = TinyLongformer.Config with { VocabSize = Mask + 1, InitializerRange = 0.5, MaxPositionEmbeddings = 42 };

    private QuestionAnswerer Answerer(LongformerConfig? config = null)
    {
        using (var model = new LongformerForQuestionAnswering(config ?? s_config, TinyHeads.Pattern(config ?? s_config)))
            model.Save(Folder);
        return QuestionAnswerer.FromPretrained(Folder, TinyHeads.Pattern(config ?? s_config));
    }

    [Fact]
    public void Answers_are_the_best_of_all_spans()
    {
        using var answerer = Answerer();
        var answer = answerer.Answer(Question, Context, new() { Top = 12, MaxAnswerTokens = 5 }, TestContext.Current.CancellationToken);
        Assert.Equal(1, answer.Windows);
        Assert.True(answer.Found);
        AssertSpans(ByHand(answerer, Context, [(0, answer.Tokens)], 5), answer);
        Assert.Equal(answer.Spans.Count, answer.Spans.Select(s => (s.Start, s.End)).Distinct().Count());
        Assert.All(answer.Spans, span => Assert.Equal(Context[span.Start..span.End], span.Text));
        Assert.Equal(answer.Spans[0], answer.Best);
    }

    [Fact]
    public void Long_contexts_are_read_in_windows_each_beside_the_question()
    {
        using var answerer = Answerer();
        var context = string.Concat(Enumerable.Repeat(Context + " ", 3));
        var tokens = answerer.Tokenizer.EncodeToIds(context, addSpecialTokens: false).Length;
        var answer = answerer.Answer(Question, context, new() { Top = 7, MaxAnswerTokens = 4, Stride = 9 }, TestContext.Current.CancellationToken);
        var windows = ContextWindows.Of(tokens, answerer.MaxLength - 6, 9);
        Assert.True(windows.Length > 2);
        Assert.Equal((windows.Length, tokens), (answer.Windows, answer.Tokens));
        AssertSpans(ByHand(answerer, context, windows, 4), answer);
    }

    [Fact]
    public void All_possible_spans_together_have_the_probability_1()
    {
        using var answerer = Answerer();
        const string Ascii = "low,so,low,ab"; // no two spans of tokens are the same text
        var answer = answerer.Answer(Question, Ascii, new() { Top = 1000, MaxAnswerTokens = 3 }, TestContext.Current.CancellationToken);
        Assert.Equal(1, answer.Spans.Sum(s => s.Probability), 1e-9);
        Assert.Equal((3 * answer.Tokens) - 3, answer.Spans.Count);
    }

    [Fact]
    public void Questions_together_get_the_answers_that_they_get_alone()
    {
        using var answerer = Answerer();
        ContextQuestion[] questions = [new("low", "ab"), new(Question, Context + Context), new("", Context), new("so", " \n"), new(Question, Context)];
        var done = new List<int>();
        var options = new AnswerOptions { Top = 3, MaxAnswerTokens = 4, TokenBudget = 70 };
        var together = answerer.Answer(questions, options, done.Add, TestContext.Current.CancellationToken);
        Assert.Equal(questions.Length, done.Sum());
        foreach (var (question, answer) in questions.Zip(together))
        {
            var alone = answerer.Answer(question.Question, question.Context, options, TestContext.Current.CancellationToken);
            Assert.Equal(alone.Spans.Select(s => (s.Start, s.End)), answer.Spans.Select(s => (s.Start, s.End)));
            Assert.All(alone.Spans.Zip(answer.Spans), s => Assert.Equal(s.First.Score, s.Second.Score, 1e-4));
        }
    }

    [Theory, InlineData(""), InlineData(" \n\u00A0")]
    public void A_context_without_text_has_no_answer(string context)
    {
        using var answerer = Answerer();
        var answer = answerer.Answer(Question, context, cancellation: TestContext.Current.CancellationToken);
        Assert.False(answer.Found);
        Assert.Null(answer.Best);
        Assert.Empty(answer.Spans);
        Assert.Equal(0, answer.Windows);
    }

    [Fact]
    public void No_answer_is_an_answer_where_a_threshold_is_given()
    {
        using var answerer = Answerer();
        var answer = answerer.Answer(Question, Context, cancellation: TestContext.Current.CancellationToken);
        var difference = answer.NoAnswerScore!.Value - answer.Spans[0].Score;
        Assert.Equal(ByHand(answerer, Context, [(0, answer.Tokens)], 1).None, answer.NoAnswerScore!.Value, 1e-4);
        Assert.True(answer.Found);
        Assert.True(answerer.Answer(Question, Context, new() { NullThreshold = difference + 0.01 }, TestContext.Current.CancellationToken).Found);
        var none = answerer.Answer(Question, Context, new() { NullThreshold = difference - 0.01 }, TestContext.Current.CancellationToken);
        Assert.Null(none.Best);
        Assert.Equal(answer.Spans[0].Text, none.Spans[0].Text);
    }

    [Fact]
    public void A_question_that_leaves_no_room_is_refused()
    {
        using var answerer = Answerer();
        var question = string.Concat(Enumerable.Repeat(" low", 30));
        Assert.Equal(1, answerer.Answer(question, "ab low", cancellation: TestContext.Current.CancellationToken).Windows); // fits
        var error = Assert.Throws<ArgumentException>(() => answerer.Answer(question, Context, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("30 tokens leaves room for 6 tokens", error.Message);
        Assert.Contains("room for 0 tokens", Assert.Throws<ArgumentException>(
            () => answerer.Answer(question + question, Context, cancellation: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_refused()
    {
        using var answerer = Answerer();
        foreach (var (options, part) in new (AnswerOptions, string)[]
        {
            (new() { Top = 0 }, "Top"), (new() { MaxAnswerTokens = 0 }, "MaxAnswerTokens"), (new() { Stride = -1 }, "share 0"), (new() { TokenBudget = 0 }, "TokenBudget"),
            (new() { WindowTokens = 41 }, "1 to 40"), (new() { NullThreshold = double.NaN }, "number"), (new() { Stride = 34, MaxAnswerTokens = 2 }, "Stride"),
        })
            Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(() => answerer.Answer(Question, Context + Context + Context, options, TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Work_can_be_stopped()
    {
        using var answerer = Answerer();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => answerer.Answer(
            [new(Question, Context), new(Question, "low")], new() { TokenBudget = 1 }, _ => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_told()
    {
        using (var model = new LongformerForQuestionAnswering(s_config, TinyHeads.Pattern(s_config)))
        using (no_grad())
        {
            model.get_parameter("qa_outputs.bias")!.fill_(double.NaN);
            model.Save(Folder);
        }
        using var answerer = QuestionAnswerer.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        Assert.Contains("qa_outputs.bias", Assert.Throws<NotFiniteNumberException>(() => answerer.Answer(Question, Context, cancellation: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void A_tokenizer_of_another_model_is_refused()
    {
        Assert.Contains("word embeddings", Assert.Throws<CheckpointException>(() => Answerer(s_config with { VocabSize = Mask })).Message);
        Assert.Contains("sep_token_id", Assert.Throws<CheckpointException>(() => Answerer(s_config with { SepTokenId = 5 })).Message);
    }

    /// <summary>Every text that a span of a window's tokens can be, the best first, and the least score of no answer: straight from the model.</summary>
    private (AnswerSpan[] Spans, double None) ByHand(QuestionAnswerer answerer, string context, (int Start, int End)[] windows, int longest)
    {
        using var model = LongformerForQuestionAnswering.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        var all = answerer.Tokenizer.Encode(context, addSpecialTokens: false);
        var scores = new Dictionary<(int From, int To), double>(); // of tokens, the last one included
        var none = double.PositiveInfinity;
        foreach (var (start, end) in windows)
        {
            using var scope = NewDisposeScope();
            int[] question = answerer.Tokenizer.EncodeToIds(Question, addSpecialTokens: false), ids = [0, .. question, 2, 2, .. all.Ids.ToArray()[start..end], 2];
            var logits = model.call(new LongformerInput { InputIds = tensor(ids).to(ScalarType.Int64).unsqueeze(0) }, null).Logits[0];
            none = Math.Min(none, logits[0].sum().item<float>());
            var first = question.Length + 3 - start;
            for (var from = start; from < end; from++)
            {
                for (var to = from; to < Math.Min(end, from + longest); to++)
                {
                    if (string.IsNullOrWhiteSpace(context[all.Offsets[from].Start..all.Offsets[to].End]))
                        continue;
                    var score = (double)logits[first + from, 0].item<float>() + logits[first + to, 1].item<float>();
                    scores[(from, to)] = Math.Max(score, scores.GetValueOrDefault((from, to), double.NegativeInfinity));
                }
            }
        }
        var sum = scores.Values.Sum(Math.Exp);
        var texts = scores.GroupBy(s => Trim(all.Offsets[s.Key.From].Start, all.Offsets[s.Key.To].End), s => s.Value)
            .Select(g => new AnswerSpan(context[g.Key.Start..g.Key.End], g.Key.Start, g.Key.End, g.Max(), Math.Exp(g.Max()) / sum));
        return ([.. texts.OrderByDescending(s => s.Score)], none);

        (int Start, int End) Trim(int start, int end) =>
            (start + context[start..end].Length - context[start..end].TrimStart().Length, end - context[start..end].Length + context[start..end].TrimEnd().Length);
    }

    private static void AssertSpans((AnswerSpan[] Spans, double None) expected, Answer answer)
    {
        Assert.True(expected.Spans.Length > answer.Spans.Count);
        Assert.Equal(expected.None, answer.NoAnswerScore!.Value, 1e-4);
        foreach (var (right, span) in expected.Spans.Zip(answer.Spans))
        {
            Assert.Equal((right.Text, right.Start, right.End), (span.Text, span.Start, span.End));
            Assert.Equal(right.Score, span.Score, 1e-4);
            Assert.Equal(right.Probability, span.Probability, 1e-5);
        }
    }
}
