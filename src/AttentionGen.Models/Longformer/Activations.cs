using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Activations of the feed-forward part, by Hugging Face's names.</summary>
internal static class Activations
{
    /// <summary>The names.</summary>
    public static string[] Known { get; } = ["gelu", "gelu_new", "relu"];

    /// <summary>
    /// The function of that name; any shape to the same shape. Where no gradient is wanted it works in place: the argument must be a result that
    /// nobody else needs.
    /// </summary>
    public static Func<Tensor, Tensor> Find(string name) => name switch
    {
        "gelu" => x => is_grad_enabled() ? x.gelu() : x.gelu_(),
        "gelu_new" => x => is_grad_enabled() ? x.gelu(GELU.Approximate.tanh) : x.gelu_(GELU.Approximate.tanh),
        "relu" => x => is_grad_enabled() ? x.relu() : x.relu_(),
        _ => throw new ArgumentException($"The activation \"{name}\" is not known. Known are {string.Join(", ", Known)}.", nameof(name)),
    };
}
