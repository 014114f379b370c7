using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>Queries, keys, values and the gradient of the context of one shape, and what is done with them. Of the shape only, so that all methods get the same.</summary>
internal sealed class Work : IDisposable
{
    private readonly Tensor[] _inputs;
    private readonly Tensor _gradient;

    public Work(BandShape shape)
    {
        using var generator = new TorchSharp.torch.Generator(7);
        Tensor Fresh() => randn([1, shape.Length, shape.Heads, shape.HeadSize], generator: generator).to(shape.Type).to(shape.Device);
        _inputs = [Fresh().requires_grad_(), Fresh().requires_grad_(), Fresh().requires_grad_()];
        _gradient = Fresh();
    }

    private Work(Tensor[] inputs, Tensor gradient) => (_inputs, _gradient) = (inputs, gradient);

    /// <summary>The same numbers in float64, on the CPU.</summary>
    public Work Twice()
    {
        Tensor Precise(Tensor x) => x.detach().cpu().to(ScalarType.Float64);
        return new([.. _inputs.Select(x => Precise(x).requires_grad_())], Precise(_gradient));
    }

    /// <summary>Computes, and lets go of what came out.</summary>
    public void Do(Pass pass, IAttention attention)
    {
        using var scope = NewDisposeScope();
        Outputs(pass, attention);
    }

    /// <summary>The context; with the backward pass also the gradients of queries, keys and values.</summary>
    public Tensor[] Outputs(Pass pass, IAttention attention)
    {
        if (pass == Pass.Forward)
        {
            using var noGrad = no_grad();
            return [attention.Forward(_inputs[0], _inputs[1], _inputs[2])];
        }
        var context = attention.Forward(_inputs[0], _inputs[1], _inputs[2]);
        return [context, .. autograd.grad([context], _inputs, [_gradient])];
    }

    public void Dispose()
    {
        foreach (var tensor in _inputs.Append(_gradient))
            tensor.Dispose();
    }
}
