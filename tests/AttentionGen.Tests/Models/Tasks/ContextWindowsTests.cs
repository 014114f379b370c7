using AttentionGen.Models.Tasks;
using AttentionGen.Models.Tokenization;
using AttentionGen.Tests.Models.Metrics;
using AttentionGen.Tests.Models.Tokenization;

namespace AttentionGen.Tests.Models.Tasks;

public class ContextWindowsTests : TinyTokenizer
{
    [Fact]
    public void Windows_cover_everything_and_share_at_least_the_stride()
    {
        for (var tokens = 1; tokens < 60; tokens++)
        {
            foreach (var (room, stride) in new[] { (1, 0), (7, 0), (7, 3), (7, 6), (20, 9) })
            {
                var windows = ContextWindows.Of(tokens, room, stride);
                Assert.Equal((0, tokens), (windows[0].Start, windows[^1].End));
                Assert.All(windows, w => Assert.Equal(Math.Min(tokens, room), w.End - w.Start));
                Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.End - pair.Second.Start >= stride && pair.First.Start < pair.Second.Start));
                // One fewer would not do.
                Assert.True(windows.Length == 1 || room + ((windows.Length - 2) * (room - stride)) < tokens);
            }
        }
    }

    [Fact]
    public void Windows_of_a_very_long_context_do_not_overflow() => Assert.Equal((1_999_999_000, 2_000_000_000), ContextWindows.Of(2_000_000_000, 1000, 0)[^1]);

    [Fact]
    public void An_answer_is_found_whichever_window_holds_it()
    {
        // A "model" that knows the answer's two words. Each token of the context is another byte, so that ids tell the place.
        const string Context = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        var tokenizer = Load();
        var options = new AnswerOptions { MaxAnswerTokens = 4, Stride = 3, WindowTokens = 16 };
        for (var place = 0; place + 3 <= Context.Length; place++)
        {
            var question = new QuestionInWindows(new("lo", Context), tokenizer, options, maxLength: 100);
            Assert.True(question.Windows.Length > 5);
            Assert.All(question.Windows, ids => Assert.True(ids.Length <= 16));
            var (start, end) = (tokenizer.IdOf(Context[place..(place + 1)]), tokenizer.IdOf(Context[(place + 2)..(place + 3)]));
            double[][] logits = [.. question.Windows.Select(ids => ids.SelectMany(id => (double[])[id == start ? 9 : 0, id == end ? 9 : 0]).ToArray())];
            var best = question.Answer(logits, options).Best!;
            Assert.Equal((Context[place..(place + 3)], place, place + 3, 18.0), (best.Text, best.Start, best.End, best.Score));
        }
    }

    [Fact]
    public void Question_and_special_tokens_are_no_answers()
    {
        var tokenizer = Load();
        var question = new QuestionInWindows(new("low", "ab"), tokenizer, new(), maxLength: 100);
        // <s> low </s> </s> a b </s>: all but "a" and "b" would be better starts and ends.
        double[][] logits = [[9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 1, 0, 9, 9]];
        var answer = question.Answer(logits, new() { Top = 10 });
        Assert.Equal(["b", "a", "ab"], answer.Spans.Select(s => s.Text)); // 1, 0, 0; never "b" to "a"
        var e = Math.E;
        Assert.Equal([e / (e + 2), 1 / (e + 2), 1 / (e + 2)], answer.Spans.Select(s => s.Probability), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(18, answer.NoAnswerScore);
        Assert.False(question.Answer(logits, new() { NullThreshold = 16.9 }).Found);
        Assert.True(question.Answer(logits, new() { NullThreshold = 17 }).Found);
    }

    [Fact]
    public void Parts_of_a_character_are_one_answer()
    {
        var tokenizer = Load();
        const string Euro = "\u20AC"; // three bytes, a token each
        var question = new QuestionInWindows(new("low", Euro), tokenizer, new(), maxLength: 100);
        double[][] logits = [[0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 5, 3, 4, 1, 0, 0]];
        var span = Assert.Single(question.Answer(logits, new() { Top = 10 }).Spans);
        Assert.Equal((Euro, 0, 1, 8.0), (span.Text, span.Start, span.End, span.Score));
    }

    [Fact]
    public void Gold_answers_of_XQuAD_are_spans_of_windows()
    {
        var tokenizer = Vectors.Roberta;
        foreach (var article in Xquad.Articles().Take(6))
        {
            var context = string.Join("\n", article.EnumerateArray().Select(p => p.Text("context")));
            var encoded = tokenizer.Encode(context, addSpecialTokens: false);
            var windows = ContextWindows.Of(encoded.Ids.Count, 384, 128);
            Assert.True(windows.Length > 1);
            var before = 0;
            foreach (var paragraph in article.EnumerateArray())
            {
                foreach (var answer in paragraph.GetProperty("qas").EnumerateArray().Select(qa => qa.GetProperty("answers")[0]))
                    AssertSpan(context, before + answer.GetProperty("answer_start").GetInt32(), answer.Text(), encoded, windows);
                before += paragraph.Text("context").Length + 1;
            }
        }
    }

    /// <summary>A window holds the tokens that cover the answer, and no token covers much more.</summary>
    private static void AssertSpan(string context, int start, string text, EncodedText encoded, (int Start, int End)[] windows)
    {
        Assert.Equal(text, context.Substring(start, text.Length));
        var from = Enumerable.Range(0, encoded.Offsets.Count).First(i => encoded.Offsets[i].End > start);
        var to = Enumerable.Range(0, encoded.Offsets.Count).Last(i => encoded.Offsets[i].Start < start + text.Length);
        Assert.Contains(windows, w => w.Start <= from && to < w.End);
        Assert.Contains(text, context[encoded.Offsets[from].Start..encoded.Offsets[to].End]);
    }
}
