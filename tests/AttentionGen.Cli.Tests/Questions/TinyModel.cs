using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Cli.Tests.Questions;

/// <summary>A folder with a tokenizer of single bytes and a model with fresh weights, which reads 40 tokens.</summary>
public abstract class TinyModel : TemporaryFolder
{
    private const int Bytes = 261; // with the special tokens

    private static readonly LongformerConfig s_config = new()
    {
        VocabSize = Bytes, HiddenSize = 8, NumHiddenLayers = 2, NumAttentionHeads = 2, IntermediateSize = 12,
        MaxPositionEmbeddings = 42, TypeVocabSize = 1, AttentionWindow = [4], InitializerRange = 0.5,
    };

    protected string Folder => PathOf("model");

    private protected void Save(Func<LongformerConfig, LongformerHeadModel> make)
    {
        NativeBackend.EnsureLoaded();
        BpeTrainer.Train(["a"], Bytes).Save(Folder);
        using var model = make(s_config);
        model.Save(Folder);
    }
}
