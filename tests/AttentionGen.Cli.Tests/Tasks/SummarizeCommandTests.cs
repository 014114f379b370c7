using System.Text.Json;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Led;
using AttentionGen.Models.Metrics;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>attentiongen summarize: the same as the library says, and how it is shown.</summary>
public class SummarizeCommandTests : TinyLedFolder
{
    private string Said => Summarize().Text.Trim();

    [Fact]
    public void One_text_gets_its_summary_alone_and_several_their_names()
    {
        var file = Write("report.txt", Text);
        foreach (var arguments in new string[][] { [Folder, file], ["--model", Folder, file], [file, "--model", Folder], [Folder, "--text", Text] })
        {
            var run = Tool.Run(["summarize", .. arguments]);
            Assert.Equal((0, Said + "\n", 0), (run.Status, run.Output, run.Errors.Count));
        }
        Assert.Equal($"{Text}:\n{Said}\n\nreport.txt:\n{Said}\n\n", Tool.Run("summarize", Folder, "--text", Text, file).Output);
        Assert.Equal($"report.txt:\n{Said}\n\nreport.txt:\n{Said}\n\n", Tool.Run("summarize", "--model", Folder, file, file).Output);
    }

    [Fact]
    public void Settings_are_the_folders_but_for_those_that_are_given()
    {
        var seen = new List<string> { Said };
        foreach (var (options, change) in new (string, Func<GenerationConfig, GenerationConfig>)[]
        {
            ("--beams 3", c => c with { NumBeams = 3 }),
            ("--max-length 8", c => c with { MaxLength = 8 }),
            ("--max-new-tokens 5", c => c with { MaxLength = null, MaxNewTokens = 5 }),
            ("--max-length 30 --min-length 28", c => c with { MaxLength = 30, MinLength = 28 }),
            ("--max-length 30 --no-repeat-ngram 1", c => c with { MaxLength = 30, NoRepeatNgramSize = 1 }),
            ("--sample --seed 5", c => c with { DoSample = true, Seed = 5 }),
            ("--sample --seed 5 --temperature 9", c => c with { DoSample = true, Seed = 5, Temperature = 9 }),
            ("--sample --seed 5 --temperature 9 --top-k 3", c => c with { DoSample = true, Seed = 5, Temperature = 9, TopK = 3 }),
            ("--sample --seed 5 --temperature 9 --top-k 0 --top-p 0.3", c => c with { DoSample = true, Seed = 5, Temperature = 9, TopK = 0, TopP = 0.3 }),
        })
        {
            var expected = Summarize(change).Text.Trim();
            Assert.Equal(expected + "\n", Tool.Run(["summarize", Folder, "--text", Text, .. options.Split(' ')]).Output);
            Assert.DoesNotContain(expected, seen);
            seen.Add(expected);
        }
    }

    [Theory]
    [InlineData("--length-penalty", "3")]
    [InlineData("--early-stopping", "true")]
    [InlineData("--early-stopping", "never")]
    public void Settings_of_beams_are_the_librarys(string option, string value)
    {
        var line = Lines(Tool.Run("summarize", Folder, "--jsonl", Write("in.jsonl", JsonSerializer.Serialize(new { text = Text })), "--beams", "3", "--return", "3", "--min-length", "0", option, value).Output)[0];
        var expected = Summarize(settings =>
        {
            var beams = settings with { NumBeams = 3, NumReturnSequences = 3 };
            return option == "--length-penalty" ? beams with { LengthPenalty = 3 } : beams with { EarlyStopping = value == "true" ? EarlyStopping.AtOnce : EarlyStopping.Never };
        });
        Assert.Equal(expected.All.Select(one => one.Text.Trim()), line.GetProperty("summaries").EnumerateArray().Select(one => one.GetProperty("summary").GetString()));
        Assert.All(
            expected.All.Zip(line.GetProperty("summaries").EnumerateArray()),
            pair => Assert.Equal(pair.First.Score!.Value, pair.Second.GetProperty("score").GetDouble(), 1e-4));
    }

    [Fact]
    public void Several_summaries_are_numbered()
    {
        var output = Tool.Run("summarize", Folder, "--text", Text, "--sample", "--seed", "3", "--return", "2").Output;
        var expected = Summarize(settings => settings with { DoSample = true, Seed = 3, NumReturnSequences = 2 }).All;
        Assert.Equal($"1. {expected[0].Text.Trim()}\n2. {expected[1].Text.Trim()}\n", output);
    }

    [Fact]
    public void A_summary_ends_at_a_stop()
    {
        var stop = Said[^1..];
        Assert.Equal(Said[..Said.IndexOf(stop, StringComparison.Ordinal)].Trim() + "\n", Tool.Run("summarize", Folder, "--text", Text, "--stop", "never there", "--stop", stop).Output);
    }

    [Fact]
    public void Without_global_tokens_there_is_one_warning()
    {
        var lines = string.Concat(Enumerable.Repeat(JsonSerializer.Serialize(new { text = Text }) + "\n", 20)); // more than are read together
        var run = Tool.Run("summarize", Folder, "--jsonl", Write("in.jsonl", lines), "--no-global", "--beams", "2", "--return", "2");
        Assert.Equal(0, run.Status);
        Assert.StartsWith("warning: No token is global", Assert.Single(run.Errors));
        double Score(SummaryGlobals globals) => Summarize(settings => settings with { NumBeams = 2 }, globals: globals).All[0].Score!.Value;
        Assert.All(Lines(run.Output), line => Assert.Equal(Score(SummaryGlobals.None), line.GetProperty("summaries")[0].GetProperty("score").GetDouble(), 1e-4));
        Assert.NotEqual(Score(SummaryGlobals.None), Score(SummaryGlobals.Declared), 1e-3);
    }

    [Fact]
    public void A_single_text_is_shown_while_it_is_written() =>
        Assert.Equal((0, Summarize().Text + "\n"), (Tool.Run("summarize", Folder, "--text", Text, "--stream") is var run ? run.Status : -1, run.Output));

    [Fact]
    public void Lines_are_scored_where_they_have_a_summary()
    {
        var input = Write("in.jsonl", string.Join('\n', new object[]
        {
            new { id = 7, text = Text, summary = $"low {Said}" },
            new { text = Text + "x" },
            new { text = "", id = "none" },
            new { text = string.Concat(Enumerable.Repeat("a b ", 30)) },
            new { text = Text, summary = 3 },
            new { text = Text, summary = (string?)null },
        }.Select(line => JsonSerializer.Serialize(line))));
        var run = Tool.Run("summarize", "--model", Folder, "--jsonl", input);
        Assert.Equal(1, run.Status);
        var lines = Lines(run.Output);
        Assert.Equal(["7", "-", "\"none\"", "-", "-", "-"], lines.Select(line => line.TryGetProperty("id", out var id) ? id.GetRawText() : "-"));
        Assert.Equal([Said, Summarize(text: Text + "x").Text.Trim(), null, null, null, Said], lines.Select(line => line.TryGetProperty("summary", out var summary) ? summary.GetString() : null));
        Assert.Equal(4, run.Errors.Count);
        Assert.Contains("line 3: A text is empty: there is nothing to summarise.", run.Errors[0]);
        Assert.Contains("line 4: A text has 122 tokens, but the model reads at most 64.", run.Errors[1]);
        Assert.Contains("line 5: \"summary\" must be a string, but is 3.", run.Errors[2]);
        var rouge = RougeScores.Of(Said, $"low {Said}");
        Assert.Equal($"ROUGE-1 {rouge.Rouge1.F1:0.000}, ROUGE-2 {rouge.Rouge2.F1:0.000}, ROUGE-L {rouge.RougeL.F1:0.000}, ROUGE-Lsum {rouge.RougeLsum.F1:0.000} (mean F1) on the 1 that had a summary", run.Errors[3]);
    }

    [Fact]
    public void Long_texts_are_cut_where_it_is_said()
    {
        var text = string.Concat(Enumerable.Repeat("a b ", 30)); // 122 tokens
        var run = Tool.Run("summarize", Folder, "--jsonl", Write("in.jsonl", JsonSerializer.Serialize(new { text })), "--cut", "20");
        Assert.Equal((0, "1 of 1 texts were cut: their end was not read"), (run.Status, Assert.Single(run.Errors)));
        var line = Lines(run.Output)[0];
        Assert.Equal((20, 102), (line.GetProperty("tokens").GetInt32(), line.GetProperty("unread_tokens").GetInt32()));
        Assert.Contains("--cut: give 3 to 64 tokens", Tool.Run("summarize", Folder, "--text", text, "--cut", "65").Errors[0]);
    }

    [Fact]
    public void A_damaged_model_is_told_by_parameter()
    {
        using (var model = LedForConditionalGeneration.FromPretrained(Folder))
        {
            using (no_grad())
                model.get_parameter("led.decoder.layers.0.fc1.weight")!.fill_(float.NaN);
            model.Save(Folder);
        }
        var run = Tool.Run("summarize", Folder, "--text", Text);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("led.decoder.layers.0.fc1.weight", Assert.Single(run.Errors));
    }
}
