using System.Text.Json;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Led;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>A folder with a tokenizer, an LED of fresh weights (always the same) and settings, small enough for a unit test.</summary>
public abstract class TinyLedFolder : TemporaryFolder
{
    protected const string Text = "low lower a b c d e f g low low";

    private static readonly LedConfig s_config = new()
    {
        VocabSize = 264, // 4 special tokens, 256 bytes, 3 merges, the mask
        MaxEncoderPositions = 64,
        HiddenSize = 16,
        EncoderLayers = 2,
        EncoderHeads = 2,
        EncoderIntermediateSize = 12,
        DecoderLayers = 1,
        DecoderHeads = 2,
        DecoderIntermediateSize = 12,
        AttentionWindow = [4, 2],
    };

    protected TinyLedFolder(int decoderPositions = 32)
    {
        BpeTrainer.Train(["low low low lower"], 300).Save(Folder);
        using var model = new LedForConditionalGeneration(s_config with { MaxDecoderPositions = decoderPositions }, s_config.CompilePattern());
        using (var random = new TorchSharp.torch.Generator(4))
        using (no_grad())
        {
            foreach (var parameter in model.parameters().Where(p => p.dim() > 1))
                parameter.normal_(0, 0.3, random);
        }
        model.Save(Folder);
        new GenerationConfig { MaxLength = 12, MinNewTokens = 4, EosTokenIds = [2], DecoderStartTokenId = 2 }.Save(Folder);
    }

    protected string Folder => PathOf("tiny");

    protected static JsonElement[] Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];

    /// <summary>What the library says.</summary>
    internal Summary Summarize(Func<GenerationConfig, GenerationConfig>? change = null, string text = Text, SummaryGlobals? globals = null)
    {
        using var summarizer = TextSummarizer.FromPretrained(Folder);
        var options = new SummaryOptions { Generation = change?.Invoke(summarizer.Generation), Globals = globals ?? SummaryGlobals.Declared, OnWarning = _ => { } };
        return summarizer.Summarize(text, options, cancellation: TestContext.Current.CancellationToken);
    }
}
