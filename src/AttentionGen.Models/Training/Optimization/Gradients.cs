using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>What is done to gradients between the backward passes and the update.</summary>
internal static class Gradients
{
    /// <summary>
    /// Divides all gradients by the labels they are summed over, and scales them down together where their common Euclidean norm
    /// exceeds a limit.
    /// </summary>
    /// <returns>The norm before clipping; 0 without gradients.</returns>
    public static double Normalize(IEnumerable<Parameter> parameters, double weight, double? maxNorm)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Tensor[] gradients = [.. parameters.Select(p => p.grad).OfType<Tensor>()];
        if (gradients.Length == 0)
            return 0;
        var norm = stack(gradients.Select(g => g.norm().to(ScalarType.Float64))).norm().item<double>() / weight;
        var scale = (norm > maxNorm ? maxNorm.Value / norm : 1) / weight;
        if (double.IsFinite(norm) && scale != 1)
        {
            foreach (var gradient in gradients)
                gradient.mul_(scale);
        }
        return norm;
    }

    /// <summary>Removes gradients; a parameter that the next step does not use has none then, and is not updated.</summary>
    public static void Clear(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters)
            parameter.grad = null;
    }
}
