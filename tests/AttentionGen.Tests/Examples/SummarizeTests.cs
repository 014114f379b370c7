using System.Text.RegularExpressions;
using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.Tokenization;
using AttentionGen.Tests.Models;
using AttentionGen.Tests.Support;
using Quickstart;
using Summarize;
using CommandLine = Summarize.CommandLine;

namespace AttentionGen.Tests.Examples;

/// <summary>examples/Summarize, on a model of fresh weights and on the one that ships.</summary>
[Collection(nameof(TorchGenerator))] // fresh weights that write lines with words in them, not spaces alone
public sealed partial class SummarizeTests : TemporaryFolder
{
    private string Folder => PathOf("model");

    private string Run(string folder, string path, bool cut)
    {
        using var output = new StringWriter { NewLine = "\n" };
        SummaryRun.Run(folder, [path], cut, output, TestContext.Current.CancellationToken);
        return output.ToString();
    }

    /// <summary>A model that writes something, but nothing sensible.</summary>
    private void Save(int positions)
    {
        BpeTrainer.Train([File.ReadAllText(CommandLine.ShippedDocument)], 1000).Save(Folder);
        var config = new LedConfig
        {
            VocabSize = RobertaTokenizer.FromPretrained(Folder).VocabularySize,
            MaxEncoderPositions = positions,
            MaxDecoderPositions = 64,
            HiddenSize = 16,
            EncoderLayers = 2,
            EncoderHeads = 2,
            EncoderIntermediateSize = 16,
            DecoderLayers = 1,
            DecoderHeads = 2,
            DecoderIntermediateSize = 16,
            AttentionWindow = [64, 128],
        };
        using var weights = TorchSharp.torch.manual_seed(1);
        using var model = new LedForConditionalGeneration(config, config.CompilePattern());
        model.Save(Folder);
        new GenerationConfig { NumBeams = 2, MaxLength = 30, MinNewTokens = 20, DecoderStartTokenId = 2, EosTokenIds = [2] }.Save(Folder);
    }

    [Fact]
    public void A_long_document_is_read_whole()
    {
        Save(positions: 8192);
        var output = Run(Folder, CommandLine.ShippedDocument, cut: false);
        Assert.StartsWith("2 layers read up to 8,192 tokens, each in a window of 64, 128; the first token reads all.\n1 layers write, following 2 beams.\n\nattention-patterns.txt: ", output);
        var counts = Counts().Match(output);
        Assert.InRange(Number(counts, 1), 2000, 3000);
        Assert.InRange(Number(counts, 2), Number(counts, 1), 8192);
        Assert.InRange(Number(counts, 3), 20, 29);
    }

    [Fact]
    public void What_is_too_long_is_refused_or_cut()
    {
        Save(positions: 256);
        Assert.Equal(ExitCode.TooLong, CommandLine.Run(["--model", Folder]));
        Assert.Contains(" 256 tokens read, ", Run(Folder, CommandLine.ShippedDocument, cut: true));
        File.WriteAllText(PathOf("empty.txt"), " ");
        Assert.Equal(ExitCode.BadFile, CommandLine.Run(["--model", Folder, PathOf("empty.txt")]));
    }

    [Fact]
    public void A_folder_without_a_model_is_refused() => Assert.Equal(ExitCode.BadModel, CommandLine.Run(["--model", PathOf("none")]));

    [Fact]
    public void The_shipped_model_summarises_the_shipped_document()
    {
        var counts = Counts().Match(Run(CommandLine.ShippedModel, CommandLine.ShippedDocument, cut: false));
        Assert.InRange(Number(counts, 2), 3000, 4096);
        Assert.InRange(Number(counts, 3), 30, 256);
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value.Replace(",", ""));

    [GeneratedRegex("""txt: ([0-9,]+) words, ([0-9,]+) tokens read\n\n(?:  .+\n)+\n([0-9,]+) tokens written, [0-9.]+ seconds""")]
    private static partial Regex Counts();
}
