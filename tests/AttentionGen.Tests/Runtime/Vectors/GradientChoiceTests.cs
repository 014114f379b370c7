using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>Gradients of what asks for them, and of nothing else.</summary>
public class GradientChoiceTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void OneTensorAloneGetsItsGradient(int chosen)
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var expected = run.Run();
        Tensor[] inputs = [.. new[] { run.Q, run.K, run.V }.Select((x, i) => x.detach().requires_grad_(i == chosen))];
        var context = run.Pattern.Forward(0, inputs[0], inputs[1], inputs[2], null, run.Masks);
        context.backward([run.Cotangent]);
        VectorCase.AssertSame([expected[0], expected[1 + chosen]], [context, inputs[chosen].grad!]);
        Assert.All(inputs.Where((_, i) => i != chosen), x => Assert.Null(x.grad));
    }

    /// <summary>Self-attention without projections: three gradients, one tensor.</summary>
    [Fact]
    public void OneTensorInThreeRolesGetsTheSum()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var x = run.Q.detach().requires_grad_(true);
        run.Pattern.Forward(0, x, x, x, null, run.Masks).backward([run.Cotangent]);
        var apart = run.Run(run.Q, run.Q, run.Q, run.Cotangent);
        var sum = apart[1] + apart[2] + apart[3];
        Assert.True(x.grad!.allclose(sum, 1e-6, 1e-6));
    }

    [Fact]
    public void GradientsOfSeveralPassesAddUp()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var q = run.Q.detach().requires_grad_(true);
        for (var pass = 0; pass < 2; pass++)
            run.Pattern.Forward(0, q, run.K, run.V, null, run.Masks).backward([run.Cotangent]);
        Assert.True(VectorCase.Same(q.grad!, run.Run()[1] * 2));
    }

    [Fact]
    public void WithoutGradientsNothingIsKept()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var q = run.Q.detach().requires_grad_(true);
        Tensor context;
        using (no_grad())
            context = run.Pattern.Forward(0, q, run.K, run.V, null, run.Masks);
        Assert.False(context.requires_grad);
        Assert.False(run.Pattern.Forward(0, run.Q, run.K, run.V, null, run.Masks).requires_grad);
        Assert.True(VectorCase.Same(context, run.Run()[0]));
    }
}
