using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>Weights after dropout, read out of contexts: dropout does not look at values, and values that are rows of an identity leave weights.</summary>
internal static class DroppedWeights
{
    /// <summary>(batch, heads, length, length)</summary>
    public static Tensor Of(VectorCase run, double probability, long seed)
    {
        using var scope = NewDisposeScope();
        var (length, size) = (run.V.shape[1], run.V.shape[3]);
        var parts = new List<Tensor>();
        for (long first = 0; first < length; first += size)
        {
            using var _ = NewDisposeScope();
            var tokens = (int)Math.Min(size, length - first);
            var values = zeros_like(run.V);
            values.narrow(1, first, tokens).copy_(eye(tokens, size).unsqueeze(0).unsqueeze(2).expand(run.V.shape[0], tokens, run.V.shape[2], size));
            manual_seed(seed);
            var context = run.Pattern.Forward(0, run.Q, run.K, values, null, run.Masks, new DropoutState(probability));
            parts.Add(context.narrow(3, 0, tokens).transpose(1, 2).MoveToOuterDisposeScope());
        }
        return cat(parts, 3).MoveToOuterDisposeScope();
    }
}
