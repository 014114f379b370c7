using static TorchSharp.torch;

namespace AttentionGen.Tests.Cases;

/// <summary>One forward and backward pass of one layer, with seeded inputs.</summary>
public static class AttentionRun
{
    /// <summary>The context and the gradients of q, k, v and, with global tokens, of the layer's input and the global projections, as float64 on the CPU.</summary>
    public static IReadOnlyDictionary<string, Tensor> Run(AttentionPattern pattern, int layer, Scenario scenario, ScalarType dtype, Device device)
    {
        var card = pattern.Card;
        using var scope = NewDisposeScope();
        var random = new Generator(1234);
        var inputs = new Dictionary<string, Tensor>();
        foreach (var name in new[] { "q", "k", "v" })
            Add(name, scenario.Batch, scenario.Length, card.Heads, card.HeadSize);
        long width = card.Heads * card.HeadSize, hidden = 20;
        if (card.Global)
        {
            Add("hidden", scenario.Batch, scenario.Length, hidden);
            foreach (var name in new[] { "query", "key", "value" })
            {
                // Scaled as weights are, or the softmax would see one key only.
                inputs[name + ".weight"] = (Random(width, hidden) / Math.Sqrt(hidden)).detach().requires_grad_(true);
                Add(name + ".bias", width);
            }
        }
        var globals = card.Global
            ? new GlobalInputs(inputs["hidden"], inputs["query.weight"], inputs["query.bias"], inputs["key.weight"], inputs["key.bias"], inputs["value.weight"], inputs["value.bias"])
            : null;
        var cotangent = Random(scenario.Batch, scenario.Length, card.Heads, card.HeadSize);
        using var masks = scenario.Masks(card.Global, device);
        var context = pattern.Forward(layer, inputs["q"], inputs["k"], inputs["v"], globals, masks);
        (context * cotangent).sum().backward();

        var results = new Dictionary<string, Tensor> { ["context"] = Result(context) };
        foreach (var (name, input) in inputs)
            results["grad." + name] = Result(input.grad ?? zeros_like(input));
        return results;

        Tensor Random(params long[] shape) => randn(shape, ScalarType.Float64, generator: random).to(dtype).to(device);

        void Add(string name, params long[] shape) => inputs[name] = Random(shape).requires_grad_(true);
    }

    private static Tensor Result(Tensor tensor) => tensor.detach().to(ScalarType.Float64).cpu().DetachFromDisposeScope();
}
