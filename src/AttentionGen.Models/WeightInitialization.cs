using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models;

/// <summary>Fresh weights as Hugging Face draws them, from torch's generator.</summary>
internal static class WeightInitialization
{
    /// <summary>A fresh dense layer.</summary>
    public static Linear Linear(long inputs, long outputs, double deviation)
    {
        var layer = nn.Linear(inputs, outputs);
        Normal(layer, deviation);
        return layer;
    }

    /// <summary>Dense layers and tables normal around 0, biases 0; norms keep weight 1 and bias 0.</summary>
    /// <param name="module">The module, with its children.</param>
    /// <param name="deviation">Standard deviation, the configuration's initializer_range.</param>
    public static void Normal(nn.Module module, double deviation)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var child in module.named_modules().Select(m => m.module).Prepend(module))
        {
            switch (child)
            {
                case Linear linear:
                    nn.init.normal_(linear.weight!, 0, deviation);
                    if (linear.bias is { } bias)
                        nn.init.zeros_(bias);
                    break;
                case Embedding table:
                    nn.init.normal_(table.weight!, 0, deviation);
                    break;
            }
        }
    }
}
