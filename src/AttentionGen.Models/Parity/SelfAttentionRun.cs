using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>Runs the folder of a single self-attention module.</summary>
internal static class SelfAttentionRun
{
    /// <summary>Context, probabilities and gradients of layer 0 of <paramref name="pattern"/>.</summary>
    public static NamedTensors Run(string folder, AttentionPattern pattern)
    {
        using var scope = NewDisposeScope();
        using var inputs = new ParityInputs(folder);
        using var weights = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        using var attention = new LongformerSelfAttention(LongformerConfig.FromFile(Path.Combine(folder, "config.json")), 0, pattern);
        ModuleLoader.Load(attention, weights);
        attention.eval();
        var hidden = inputs.Get("hidden_states").requires_grad_(true);
        var mask = inputs.Get("mask012"); // 0 = padding, 1 = local, 2 = global
        using var masks = AttentionMasks.Create(hidden.shape[0], hidden.shape[1], realTokens: mask > 0, globalTokens: mask == 2);

        var kept = new NamedTensors();
        var context = attention.call(hidden, masks);
        kept.Keep("context", context);
        using (var probabilities = attention.Probabilities(hidden, masks))
        {
            kept.Keep("local_attn_probs", cat([probabilities.GlobalColumns!, probabilities.Local], 3).transpose(1, 2));
            kept.Keep("global_attn_probs", probabilities.GlobalRows!);
        }
        if (inputs.CotangentLoss(name => name == "context" ? context : null) is not { } loss)
            return kept;
        loss.backward();
        kept.KeepGradients(attention);
        kept.Keep("grad.hidden_states", hidden.grad!);
        return kept;
    }
}
