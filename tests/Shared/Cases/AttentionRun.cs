using static TorchSharp.torch;

namespace AttentionGen.Tests.Cases;

/// <summary>One forward and backward pass of one layer, with seeded inputs.</summary>
public static class AttentionRun
{
    /// <summary>q, k, v and, with global tokens, the layer's input and the global projections; the same numbers in every type and on every device.</summary>
    public static Dictionary<string, Tensor> Inputs(PatternCard card, Scenario scenario, ScalarType dtype, Device device)
    {
        var random = new Generator(1234);
        var inputs = new Dictionary<string, Tensor>();
        foreach (var name in new[] { "q", "k", "v", "cotangent" })
            Add(name, 1, scenario.Batch, scenario.Length, card.Heads, card.HeadSize);
        long width = card.Heads * card.HeadSize, hidden = 20;
        if (card.Global)
        {
            Add("hidden", 1, scenario.Batch, scenario.Length, hidden);
            foreach (var name in new[] { "query", "key", "value" })
            {
                // Scaled as weights are, or the softmax would see one key only.
                Add(name + ".weight", 1 / Math.Sqrt(hidden), width, hidden);
                Add(name + ".bias", 1, width);
            }
        }
        return inputs;

        void Add(string name, double scale, params long[] shape) =>
            inputs[name] = (randn(shape, ScalarType.Float64, generator: random) * scale).to(dtype).to(device);
    }

    /// <summary>The global projections among <see cref="Inputs"/>; null for a pattern without global tokens.</summary>
    public static GlobalInputs? Globals(PatternCard card, IReadOnlyDictionary<string, Tensor> inputs) => card.Global
        ? new GlobalInputs(inputs["hidden"], inputs["query.weight"], inputs["query.bias"], inputs["key.weight"], inputs["key.bias"], inputs["value.weight"], inputs["value.bias"])
        : null;

    /// <summary>The context and the gradients of all inputs, as float64 on the CPU.</summary>
    /// <param name="pattern">What is run.</param>
    /// <param name="layer">Its layer.</param>
    /// <param name="scenario">The batch.</param>
    /// <param name="dtype">The type.</param>
    /// <param name="device">The device.</param>
    /// <param name="scores">What the scores of local queries are multiplied with.</param>
    public static IReadOnlyDictionary<string, Tensor> Run(
        AttentionPattern pattern, int layer, Scenario scenario, ScalarType dtype, Device device, double scores = 1)
    {
        using var scope = NewDisposeScope();
        var inputs = Inputs(pattern.Card, scenario, dtype, device);
        inputs.Remove("cotangent", out var cotangent);
        inputs["q"] *= scores;
        foreach (var input in inputs.Values)
            input.requires_grad_(true);
        using var masks = scenario.Masks(pattern.Card, device);
        var context = pattern.Forward(layer, inputs["q"], inputs["k"], inputs["v"], Globals(pattern.Card, inputs), masks);
        (context * cotangent!).sum().backward();

        var results = new Dictionary<string, Tensor> { ["context"] = Result(context) };
        foreach (var (name, input) in inputs)
            results["grad." + name] = Result(input.grad ?? zeros_like(input));
        return results;
    }

    private static Tensor Result(Tensor tensor) => tensor.detach().to(ScalarType.Float64).cpu().DetachFromDisposeScope();
}
