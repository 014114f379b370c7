using AttentionGen.Models.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Training;

public class NamedAdamWTests
{
    /// <summary>Two steps worked out by hand from PyTorch's documentation: rate 0.1, betas 0.9 and 0.99, decay 0.5.</summary>
    [Fact]
    public void TwoStepsByHand()
    {
        using var scope = NewDisposeScope();
        var (weight, bias) = (new Parameter(tensor(new[] { 1.0, -2.0 })), new Parameter(tensor(new[] { 1.0 })));
        using var optimizer = new NamedAdamW([("dense.weight", weight), ("dense.bias", bias)], new AdamWOptions { Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8, WeightDecay = 0.5 });

        (weight.grad, bias.grad) = (tensor(new[] { 0.5, -1.0 }), tensor(new[] { 2.0 }));
        optimizer.Step(0.1);
        // w (1 - 0.1 * 0.5) - 0.1 g / |g|: the first step's means are the gradient itself.
        Assert.Equal([0.95 - 0.1, -1.9 + 0.1], weight.data<double>().ToArray(), Close);
        Assert.Equal([0.9], bias.data<double>().ToArray(), Close);

        (weight.grad, bias.grad) = (tensor(new[] { -1.0, -1.0 }), tensor(new[] { 2.0 }));
        optimizer.Step(0.2);
        // First weight: m = 0.9 * 0.05 - 0.1 = -0.055, v = 0.99 * 0.0025 + 0.01 = 0.012475; corrected by 0.19 and 0.0199.
        var first = (0.85 * 0.9) - (0.2 * (-0.055 / 0.19) / (Math.Sqrt(0.012475 / 0.0199) + 1e-8));
        Assert.Equal([first, (-1.8 * 0.9) + 0.2], weight.data<double>().ToArray(), Close);
        Assert.Equal([0.7], bias.data<double>().ToArray(), Close);
    }

    [Fact]
    public void AsTorchSharpDoesWithoutNames()
    {
        using var scope = NewDisposeScope();
        var (mine, theirs) = (new Parameter(arange(1, 7, dtype: ScalarType.Float32)), new Parameter(arange(1, 7, dtype: ScalarType.Float32)));
        using var optimizer = new NamedAdamW([("weight", mine)], new AdamWOptions { WeightDecay = 0.1 });
        using var reference = optim.AdamW([theirs], 0.01, 0.9, 0.999, 1e-8, 0.1);
        for (var step = 1; step <= 5; step++)
        {
            (mine.grad, theirs.grad) = (arange(6, dtype: ScalarType.Float32) - step, arange(6, dtype: ScalarType.Float32) - step);
            optimizer.Step(0.01);
            reference.step();
        }
        Assert.Equal(theirs.data<float>().ToArray(), mine.data<float>().ToArray());
    }

    [Theory]
    [InlineData("encoder.layer.0.output.dense.weight", true)]
    [InlineData("encoder.layer.0.output.dense.bias", false)]
    [InlineData("encoder.layer.0.output.LayerNorm.weight", false)]
    [InlineData("final_layer_norm.weight", false)]
    [InlineData("norm1.weight", false)]
    [InlineData("bias", false)]
    [InlineData("embeddings.word_embeddings.weight", true)]
    [InlineData("normal.dense.weight", true)]
    public void NamesDecideWhatDecays(string name, bool decays)
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(ones(1));
        using var optimizer = new NamedAdamW([(name, weight)], new AdamWOptions { WeightDecay = 1 });
        weight.grad = zeros(1);
        optimizer.Step(0.5);
        Assert.Equal(decays ? 0.5f : 1, weight.item<float>());
    }

    [Fact]
    public void AStateGoesOn()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (new Parameter(ones(3)), new Parameter(ones(3)));
        using var first = new NamedAdamW([("a", a)], new AdamWOptions());
        Step(first, a, 1);
        Step(first, a, -3);
        using var second = new NamedAdamW([("a", b)], new AdamWOptions());
        var state = first.State();
        Assert.Equal(["a.exp_avg", "a.exp_avg_sq", "a.step"], state.Keys.Order());
        second.Restore(name => state[name]);
        using (no_grad())
            b.copy_(a);
        Step(first, a, 2);
        Step(second, b, 2);
        Assert.Equal(a.data<float>().ToArray(), b.data<float>().ToArray());

        static void Step(NamedAdamW optimizer, Parameter parameter, float gradient)
        {
            parameter.grad = full(3, gradient);
            optimizer.Step(0.1);
        }
    }

    /// <summary>A parameter that a step does not use is not moved by its past.</summary>
    [Fact]
    public void WithoutGradientNothingMoves()
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(ones(1));
        using var optimizer = new NamedAdamW([("weight", weight)], new AdamWOptions { WeightDecay = 1 });
        optimizer.Step(0.5);
        Assert.Equal(1, weight.item<float>());
        Assert.Equal(0, optimizer.State()["weight.step"].item<long>());
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-7;
}
