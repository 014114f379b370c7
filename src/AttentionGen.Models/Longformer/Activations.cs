using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Activations of the feed-forward part, by Hugging Face's names.</summary>
internal static class Activations
{
    /// <summary>The names.</summary>
    public static string[] Known { get; } = ["gelu", "gelu_new", "relu"];

    /// <summary>The function of that name; any shape to the same shape.</summary>
    public static Func<Tensor, Tensor> Find(string name) => name switch
    {
        "gelu" => nn.functional.gelu,
        "gelu_new" => x => nn.functional.gelu(x, GELU.Approximate.tanh),
        "relu" => x => nn.functional.relu(x),
        _ => throw new ArgumentException($"The activation \"{name}\" is not known. Known are {string.Join(", ", Known)}.", nameof(name)),
    };
}
