using static TorchSharp.torch;

namespace AttentionGen.Tests.Parity;

/// <summary>Runs a golden folder of bare attention: q, k, v in, context and gradients out.</summary>
public static class AttentionParity
{
    /// <summary>Context and gradients of layer 0 of <paramref name="pattern"/>.</summary>
    public static NamedTensors Run(string folder, AttentionPattern pattern)
    {
        using var scope = NewDisposeScope();
        using var inputs = new GoldenInputs(folder);
        var q = inputs.Get("q").requires_grad_(true); // (batch, length, heads, head size)
        var k = inputs.Get("k").requires_grad_(true);
        var v = inputs.Get("v").requires_grad_(true);
        using var masks = AttentionMasks.Create(q.shape[0], q.shape[1], realTokens: inputs.Find("key_mask"));

        var kept = new NamedTensors();
        var context = pattern.Forward(0, q, k, v, globals: null, masks);
        kept.Keep("context", context);
        inputs.CotangentLoss(name => name == "context" ? context : null).backward();
        kept.Keep("grad.q", q.grad!);
        kept.Keep("grad.k", k.grad!);
        kept.Keep("grad.v", v.grad!);
        return kept;
    }
}
