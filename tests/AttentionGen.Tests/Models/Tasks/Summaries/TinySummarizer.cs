using AttentionGen.Models.Led;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Tests.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Tasks.Summaries;

/// <summary>A folder with a tokenizer and an LED of fresh weights, always the same.</summary>
public abstract class TinySummarizer : TinyTokenizer
{
    protected static LedConfig Config { get; } = new()
    {
        VocabSize = Mask + 1,
        MaxEncoderPositions = 64,
        MaxDecoderPositions = 32,
        HiddenSize = 16,
        EncoderLayers = 2,
        EncoderHeads = 2,
        EncoderIntermediateSize = 12,
        DecoderLayers = 1,
        DecoderHeads = 2,
        DecoderIntermediateSize = 12,
        AttentionWindow = [4, 2],
    };

    protected static GenerationConfig Greedy { get; } = new() { MaxLength = 12, MinNewTokens = 5, EosTokenIds = [2], DecoderStartTokenId = 2 };

    /// <summary>Beams, whose score tells any two encodings apart.</summary>
    protected static SummaryOptions Beams { get; } = new() { Generation = Greedy with { NumBeams = 2 } };

    /// <summary>Writes the folder, with settings where they are given.</summary>
    protected TextSummarizer Summarizer(GenerationConfig? settings = null, LedConfig? config = null, AttentionPattern? pattern = null)
    {
        using (var model = new LedForConditionalGeneration(config ?? Config, (config ?? Config).CompilePattern()))
        using (var random = new Generator(4))
        using (no_grad())
        {
            foreach (var parameter in model.parameters().Where(p => p.dim() > 1))
                parameter.normal_(0, 0.3, random);
            model.Save(Folder);
        }
        settings?.Save(Folder);
        return TextSummarizer.FromPretrained(Folder, pattern);
    }

    /// <summary>A text of so many tokens, special ones included.</summary>
    protected static string Long(int tokens) => string.Concat(Enumerable.Range(0, (tokens - 1) / 2).Select(i => $"{(char)('a' + (i % 7))} "))[..(tokens - 2)];

    protected static Summary One(TextSummarizer summarizer, string text, SummaryOptions? options = null, Action<string>? onText = null) =>
        summarizer.Summarize(text, options, onText, TestContext.Current.CancellationToken);

    protected static float Score(TextSummarizer summarizer, SummaryGlobals globals, string? text = null) =>
        One(summarizer, text ?? Long(30), Beams with { Globals = globals, OnWarning = _ => { } }).All[0].Score!.Value;
}
