using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Refuses to read an answer out of numbers that are none.</summary>
internal static class FiniteOutputs
{
    /// <summary>The same values.</summary>
    /// <param name="values">What the answer shall be read from; the most probable of NaNs would be any.</param>
    /// <param name="model">The model that computed them. It is searched for the cause only where there is one.</param>
    /// <exception cref="NotFiniteNumberException">A value is NaN or infinite.</exception>
    public static double[] Require(double[] values, nn.Module model)
    {
        if (values.All(double.IsFinite))
            return values;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var damaged = model.named_parameters().Where(p => !p.parameter.isfinite().all().item<bool>()).Select(p => p.name).ToArray();
        throw new NotFiniteNumberException($"{model.GetName()} computes NaN or infinity instead of probabilities. " + (damaged switch
        {
            [] => "Its parameters are finite, so that the sizes of hidden states have gone beyond its number type: load it as float32.",
            [var one] => $"Its parameter {one} holds such values itself: the checkpoint is damaged. Get it again, or train it anew.",
            [var first, ..] => $"{damaged.Length} of its parameters hold such values themselves, the first {first}: the checkpoint is damaged. Get it again, or train it anew.",
        }));
    }
}
