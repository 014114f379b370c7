using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>What all tasks of a Longformer have in common.</summary>
public abstract class LongformerTask : TextTask
{
    private protected LongformerTask(RobertaTokenizer tokenizer, LongformerConfig config, nn.Module model, Device? device)
        : base(tokenizer, config.MaxLength, config.PadTokenId, model, device) => Config = config;

    /// <summary>The model's sizes and settings.</summary>
    public LongformerConfig Config { get; }
}
