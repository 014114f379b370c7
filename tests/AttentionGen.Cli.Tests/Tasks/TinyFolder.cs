using System.Text.Json;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>A folder with a tokenizer and a model of fresh weights, small enough for a unit test.</summary>
public abstract class TinyFolder : TemporaryFolder
{
    protected static LongformerConfig Config { get; } = new()
    {
        VocabSize = 264, // 4 special tokens, 256 bytes, 3 merges, the mask
        HiddenSize = 8,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        IntermediateSize = 12,
        MaxPositionEmbeddings = 66,
        AttentionWindow = [4, 2],
        InitializerRange = 0.5,
    };

    protected TinyFolder() => BpeTrainer.Train(["low low low lower"], 300).Save(Folder);

    protected string Folder => PathOf("tiny");

    protected static JsonElement[] Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
}
