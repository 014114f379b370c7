using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>Vector kernels have no gradients of gradients: theirs are numbers, and who asks them for a graph is told so.</summary>
public class DoubleBackwardTests
{
    [Fact]
    public void GradientsHaveNoGraph()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var q = run.Q.detach().requires_grad_(true);
        run.Pattern.Forward(0, q, run.K, run.V, null, run.Masks).backward([run.Cotangent], create_graph: true);
        Assert.False(q.grad!.requires_grad);
        var error = Assert.Throws<ExternalException>(() => q.grad!.sum().backward());
        Assert.Contains("does not require grad", error.Message);
    }

    /// <summary>A second pass through a graph adds the same again.</summary>
    [Fact]
    public void AKeptGraphIsWalkedAgain()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var q = run.Q.detach().requires_grad_(true);
        var context = run.Pattern.Forward(0, q, run.K, run.V, null, run.Masks);
        context.backward([run.Cotangent], retain_graph: true);
        var once = q.grad!.clone();
        context.backward([run.Cotangent]);
        Assert.True(VectorCase.Same(once * 2, q.grad!));
    }
}
