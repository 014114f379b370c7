using AttentionGen.Models.Tasks;
using AttentionGen.Reference;
using AttentionGen.Tests.Models;
using AttentionGen.Tests.Support;
using Quickstart;

namespace AttentionGen.Tests.Examples;

/// <summary>The shipped model on the shipped documents.</summary>
[Collection(nameof(TorchGenerator))] // watches the memory of the process
public sealed class QuickstartTests : TemporaryFolder
{
    private static string Document(string name) => DocumentReader.Read(CommandLine.ShippedDocuments.Single(path => Path.GetFileName(path) == name));

    [Theory]
    [InlineData("the-general.txt", "pos")]
    [InlineData("plan-nine.txt", "neg")]
    public void A_long_review_is_understood(string name, string label)
    {
        var text = Document(name);
        using var classifier = TextClassifier.FromPretrained(CommandLine.ShippedModel, new LongDocumentPattern());
        var explanation = classifier.Explain(text);
        var (result, sentences) = (explanation.Classification, explanation.Sentences);
        Assert.Equal(label, result.Label);
        Assert.InRange(result.Probability, 0.8, 1);
        Assert.InRange(result.Tokens, 2000, classifier.MaxLength);
        Assert.Equal(1, sentences.Sum(s => s.Share), 1e-6);
        Assert.True(sentences.Count > 80);
    }

    [Fact]
    public void The_compiled_pattern_says_what_the_oracle_says()
    {
        var (pattern, text) = (new LongDocumentPattern(), Document("plan-nine.txt"));
        var compiled = Trial.Run(CommandLine.ShippedModel, pattern, text, cutAt: 700);
        var oracle = Trial.Run(CommandLine.ShippedModel, new ReferencePattern(pattern), text, cutAt: 700);
        var full = Trial.Run(CommandLine.ShippedModel, new FullAttention(pattern), text, cutAt: 700);
        Assert.Equal(700, compiled.Result.Tokens);
        Assert.Equal(oracle.Result.Probability, compiled.Result.Probability, 1e-5);
        Assert.True(Math.Abs(full.Result.Probabilities[0] - oracle.Result.Probabilities[0]) > 1e-4, "Full attention is another pattern.");
    }

    [Fact]
    public void The_model_is_small_and_has_a_card()
    {
        var files = new DirectoryInfo(CommandLine.ShippedModel).GetFiles();
        Assert.InRange(files.Sum(f => f.Length), 1, 6_000_000);
        var card = File.ReadAllText(Path.Combine(CommandLine.ShippedModel, "README.md"));
        Assert.Contains("**Licence.** The authors of the data state none", card);
        Assert.Contains("-- evaluate --data", card);
    }

    [Theory]
    [InlineData("--version-of-what")]
    [InlineData("a.txt", "--jsonl", "b", "c")]
    [InlineData("--jsonl", "b")]
    public void Other_arguments_are_refused(params string[] args) => Assert.Equal(ExitCode.Usage, CommandLine.Run(args));

    [Fact]
    public void Help_is_no_error() => Assert.Equal(ExitCode.Done, CommandLine.Run(["--help"]));

    [Fact]
    public void A_folder_without_a_model_is_refused() => Assert.Equal(ExitCode.BadModel, CommandLine.Run(["--model", PathOf("none")]));

    [Fact]
    public void A_missing_file_is_refused_before_any_is_read() =>
        Assert.Equal(ExitCode.BadFile, CommandLine.Run([CommandLine.ShippedDocuments[0], PathOf("none.txt")]));

    [Fact]
    public void An_output_that_cannot_be_written_is_refused()
    {
        File.WriteAllText(PathOf("in.jsonl"), """{"text": "x"}""");
        Assert.Equal(ExitCode.BadFile, CommandLine.Run(["--jsonl", PathOf("in.jsonl"), PathOf("none/out.jsonl")]));
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused()
    {
        File.WriteAllText(PathOf("long.txt"), string.Concat(Enumerable.Repeat("word ", 5000)));
        Assert.Equal(ExitCode.TooLong, CommandLine.Run([PathOf("long.txt")]));
    }

    [Fact]
    public void Peak_memory_is_what_an_action_needs_at_its_worst_moment()
    {
        const int Megabyte = 1 << 20;
        var peak = PeakMemory.Of(() => TorchSharp.torch.ones(64 * Megabyte, dtype: TorchSharp.torch.ScalarType.Int8).Dispose());
        Assert.InRange(peak, 60 * Megabyte, 200 * Megabyte);
    }
}
