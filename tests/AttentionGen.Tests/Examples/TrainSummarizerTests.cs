using System.IO.Compression;
using System.Text.Json;
using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.Training;
using AttentionGen.Tests.Training;
using TrainClassifier;
using TrainSummarizer;
using static TorchSharp.torch;
using Evaluation = TrainSummarizer.Evaluation;
using FineTuning = TrainSummarizer.FineTuning;
using Pretraining = TrainSummarizer.Pretraining;
using Recipe = TrainSummarizer.Recipe;
using Vocabulary = TrainSummarizer.Vocabulary;
using Words = TrainSummarizer.Words;

namespace AttentionGen.Tests.Examples;

/// <summary>examples/TrainSummarizer on made-up papers and meetings.</summary>
public sealed class TrainSummarizerTests : TrainingCase
{
    private static readonly string[] s_words = ["alder", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "yew"];

    [Fact]
    public void Turns_that_share_rare_words_are_read()
    {
        var passages = new Passages(["A: the lamp is red", "B: the box", "C: why the lamp", "A: the end is near"]);
        Assert.Equal("A: the lamp is red\nC: why the lamp", passages.About("Lamp?", words: 9));
        Assert.Equal("C: why the lamp", passages.About("why that LAMP", words: 4));
        Assert.Equal("A: the", passages.About("the the the", words: 2)); // in every turn: the first is as good as any
    }

    [Fact]
    public void A_question_stands_before_the_text() => Assert.Equal("q?\nt", new Document("q?", "t", "s", "l").Read);

    [Fact]
    public void The_lead_is_counted_in_words() => Assert.Equal("a b c", Words.First(" a\n b\tc d", 3));

    [Fact]
    public void Papers_are_split_by_their_place_in_the_file()
    {
        var data = Data(papers: 20);
        Assert.Equal((10, 5, 5), (data.Papers.Length, data.ValidationPapers.Length, data.TestPapers.Length));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Title {i}"), data.Papers.Concat(data.ValidationPapers).Concat(data.TestPapers).Select(p => p.Title));
        Document whole = data.Papers[0].AsWhole(), body = data.Papers[0].AsBody();
        Assert.StartsWith("Title 0\nAbout ", whole.Read);
        Assert.DoesNotContain("Title", body.Read);
        Assert.Equal(150, body.Lead.Split(' ').Length);
        Assert.StartsWith("Summarize\nAnn: ", data.Meetings[0].AsDocuments(500).First().Read);
    }

    [Fact]
    public void Wrong_lines_and_missing_files_are_named()
    {
        Write("papers.jsonl.gz", [new { title = "t", @abstract = "a", sections = new[] { new { title = "x" } }, human_summary = "s" }]);
        var data = new SummaryData(PathOf("papers.jsonl.gz"), PathOf("none"));
        Assert.Contains("line 1: a section has no \"text\"", Assert.Throws<TrainingException>(() => data.Papers).Message);
        Assert.Contains("test.jsonl.gz", Assert.Throws<TrainingException>(() => data.TestMeetings).Message);
    }

    [Fact]
    public void A_passage_is_whole_sentences_of_the_text()
    {
        var run = Run(Data(papers: 8), vocabulary: 300);
        var tokenizer = run.LoadTokenizer();
        var text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"The {s_words[i % 12]} stands at {i}."));
        var example = new Example(tokenizer.EncodeToIds(text));
        var passages = new PassageToWrite(tokenizer, tokens: 80);
        for (var place = 0; place < 20; place++)
        {
            var changed = passages.Apply(example, new SeededRandom(1, place));
            var passage = tokenizer.Decode(changed.Labels, skipSpecialTokens: true);
            Assert.Contains(passage, text);
            Assert.Matches(@"^ ?The .*\.$", passage);
            Assert.InRange(changed.Labels.Length, 20, 80);
            Assert.InRange(changed.Ids.Count(id => id != tokenizer.Special.Mask.Id), 0.69 * example.Ids.Length, 0.71 * example.Ids.Length);
        }
    }

    /// <summary>Before any training: what follows in the input is what the model would write next.</summary>
    [Fact]
    public void Heads_begin_by_copying()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var config = Recipe.Config(Run(Data(papers: 8), vocabulary: 300).LoadTokenizer()) with { VocabSize = 1000 };
        manual_seed(1);
        using var model = new LedForConditionalGeneration(config, config.CompilePattern());
        model.eval();
        var random = new SeededRandom(4);
        int[] text = [.. Enumerable.Range(0, 400).Select(_ => 5 + random.Below(900))];
        var batch = Batch.Create([new Example([0, .. text, 2]) { Labels = text[200..260] }], padId: 1);
        var objective = new SequenceToSequenceObjective(model);
        Assert.InRange(objective.Compute(batch).Metrics["accuracy"].item<double>(), 0, 0.1);
        CopyHeads.Set(model);
        Assert.InRange(objective.Compute(batch).Metrics["accuracy"].item<double>(), 0.8, 1);
    }

    [Fact]
    public void All_stages_run_and_the_model_is_a_folder_that_writes()
    {
        var data = Data(papers: 8);
        var run = Run(data, vocabulary: 300);
        Pretraining.Run(data, run, Recipe.Pretraining(run.Pretraining, steps: 2, rate: 1e-3) with { Batches = new BatchOptions { TokenBudget = 512, MaxExamples = 1 } }, copyHeads: true);
        FineTuning.Run(data, run, Recipe.FineTuning(PathOf("finetuning"), steps: 2, rate: 1e-3) with { Batches = new BatchOptions { TokenBudget = 512, LabelBudget = 320 } }, length: 128);
        Assert.Equal(
            ["config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"],
            Directory.GetFiles(FineTuning.Folder(run)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(4, GenerationConfig.FromFolder(FineTuning.Folder(run)).NumBeams);
        var printed = new StringWriter();
        using (var evaluation = new Evaluation(FineTuning.Folder(run), length: 128, printed, config => config with { MaxLength = 12, MinLength = 0, NumBeams = 2 }))
            evaluation.Run(data.TestPapers, data.TestMeetings, shown: 1);
        var lines = printed.ToString().Split('\n');
        Assert.Equal(3, lines.Count(line => line.Contains("ROUGE-1  ROUGE-2  ROUGE-L")));
        Assert.Equal(6, lines.Count(line => line.TrimStart().StartsWith("the model", StringComparison.Ordinal)));
        Assert.Matches(@"first 150 words +0\.\d{3} +0\.\d{3} +0\.\d{3}", printed.ToString());
    }

    private RunFolder Run(SummaryData data, int vocabulary)
    {
        var run = new RunFolder(PathOf("run"));
        Vocabulary.Run(data, run, vocabulary);
        return run;
    }

    private SummaryData Data(int papers)
    {
        Write("papers.jsonl.gz", Enumerable.Range(0, papers).Select(i => new
        {
            title = $"Title {i}",
            @abstract = $"About {Text(i, 20)}",
            sections = new[] { new { title = "Introduction", text = Text(100 + i, 250) } },
            human_summary = $"Title {i}\nAbout {Text(i, 20)}",
        }));
        foreach (var part in new[] { "train", "val", "test" })
        {
            Write(part + ".jsonl.gz",
            [
                new
                {
                    meeting_transcripts = Enumerable.Range(0, 60).Select(i => new { speaker = i % 2 == 0 ? "Ann" : "Bo", content = Text(300 + i, 8) }),
                    general_query_list = new[] { new { query = "Summarize", answer = Text(1, 12) } },
                    specific_query_list = new[] { new { query = "What of the oak?", answer = Text(2, 12) } },
                },
            ]);
        }
        return new SummaryData(PathOf("papers.jsonl.gz"), PathOf("."));
    }

    private static string Text(int seed, int words)
    {
        var random = new SeededRandom(7, seed);
        return string.Join(' ', Enumerable.Range(1, words).Select(i => s_words[random.Below(12)] + random.Below(30) + (i % 9 == 0 ? "." : "")));
    }

    private void Write(string file, IEnumerable<object> lines)
    {
        using var packed = new GZipStream(File.Create(PathOf(file)), CompressionLevel.Fastest);
        using var writer = new StreamWriter(packed);
        foreach (var line in lines)
            writer.WriteLine(JsonSerializer.Serialize(line));
    }
}
