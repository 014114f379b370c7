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
        return values.All(double.IsFinite) ? values : throw new NotFiniteNumberException(DamageOf(model)
            ?? Computes(model) + "Its parameters are finite, so that the sizes of hidden states have gone beyond its number type: load it as float32.");
    }

    /// <summary>What is wrong with the parameters of a model that computes such values; null where they are finite.</summary>
    public static string? DamageOf(nn.Module model)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return model.named_parameters().Where(p => !p.parameter.isfinite().all().item<bool>()).Select(p => p.name).ToArray() switch
        {
            [] => null,
            [var one] => Computes(model) + $"Its parameter {one} holds such values itself: the checkpoint is damaged. Get it again, or train it anew.",
            [var first, .. var more] => Computes(model) + $"{more.Length + 1} of its parameters hold such values themselves, the first {first}: the checkpoint is damaged. Get it again, or train it anew.",
        };
    }

    private static string Computes(nn.Module model) => $"{model.GetName()} computes NaN or infinity instead of probabilities. ";
}
