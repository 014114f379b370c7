using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>Where numbers lie in memory changes no bit of the result.</summary>
public class StrideTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_layouts = new()
    {
        ["one third of a fused tensor"] = x => stack([x, x + 1, x - 1], 2).select(2, 0), // (batch, length, 3, heads, head size)
        ["the last third of it"] = x => stack([x + 1, x - 1, x], 2).select(2, 2),
        ["heads before tokens"] = x => x.transpose(1, 2).contiguous().transpose(1, 2),
        ["tokens before sequences"] = x => x.transpose(0, 1).contiguous().transpose(0, 1),
        ["some of more heads"] = x => cat([zeros_like(x), x, zeros_like(x)], 2).narrow(2, x.shape[2], x.shape[2]),
        ["some of more tokens"] = x => cat([x + 1, x, x + 1], 1).narrow(1, x.shape[1], x.shape[1]),
        ["a part of wider heads"] = x => cat([x + 1, x], 3).narrow(3, x.shape[3], x.shape[3]),
        ["head size before heads"] = x => x.transpose(2, 3).contiguous().transpose(2, 3),
        ["every second number"] = x => stack([x, x + 1], 4).select(4, 0),
    };

    public static TheoryData<string> Layouts => [.. s_layouts.Keys];

    [Theory, MemberData(nameof(Layouts))]
    public void LayoutsGiveTheBitsOfContiguousTensors(string layout)
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var lay = s_layouts[layout];
        var (q, k, v) = (lay(run.Q), lay(run.K), lay(run.V));
        Assert.NotEqual(run.Q.stride(), q.stride());
        var expected = run.Run();
        VectorCase.AssertSame(expected, run.Run(q, k, v, lay(run.Cotangent)));
        // Each may have a layout of its own.
        VectorCase.AssertSame(expected, run.Run(q, run.K, v, run.Cotangent));
        VectorCase.AssertSame(expected, run.Run(run.Q, k, run.V, lay(run.Cotangent)));
    }

    /// <summary>One key and value for all heads, one token's again and again, one sequence's for all: strides of 0.</summary>
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void ExpandedTensorsAreRead(int dimension)
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        Tensor Expand(Tensor x) => x.narrow(dimension, 0, 1).expand(x.shape);
        var (q, k, v, cotangent) = (Expand(run.Q), Expand(run.K), Expand(run.V), Expand(run.Cotangent));
        Assert.Equal(0, k.stride(dimension));
        VectorCase.AssertSame(run.Run(q.contiguous(), k.contiguous(), v.contiguous(), cotangent.contiguous()), run.Run(q, k, v, cotangent));
    }

    /// <summary>The gradient of a sum is one number, with strides of 0 throughout.</summary>
    [Fact]
    public void TheGradientOfASumIsRead()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var q = run.Q.detach().requires_grad_(true);
        run.Pattern.Forward(0, q, run.K, run.V, null, run.Masks).sum().backward();
        Assert.True(VectorCase.Same(run.Run(run.Q, run.K, run.V, ones_like(run.Q))[1], q.grad!));
    }

    /// <summary>What a fused projection gives: the gradient of one tensor, through three views of it.</summary>
    [Fact]
    public void AFusedTensorGetsItsGradient()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var fused = stack([run.Q, run.K, run.V], 2).requires_grad_(true);
        var context = run.Pattern.Forward(0, fused.select(2, 0), fused.select(2, 1), fused.select(2, 2), null, run.Masks);
        context.backward([run.Cotangent]);
        var expected = run.Run();
        VectorCase.AssertSame(expected, [context, .. Enumerable.Range(0, 3).Select(i => fused.grad!.select(2, i))]);
    }
}
