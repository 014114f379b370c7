using static TorchSharp.torch;

namespace AttentionGen.Kernels.Vectors;

/// <summary>A layer on vector kernels: float32 on the CPU. For generated code.</summary>
/// <param name="groups">Heads that read alike; together all heads of the layer.</param>
public sealed class VectorLayer(params VectorHeads[] groups)
{
    /// <summary>Context (batch, length, heads, head size) of queries, keys and values of that shape, with any strides. Rows of padded tokens are 0.</summary>
    /// <remarks>Rows of global tokens that are computed elsewhere are 0, too.</remarks>
    public Tensor Forward(int layer, Tensor q, Tensor k, Tensor v, AttentionMasks masks, DropoutState dropout)
    {
        using var scope = NewDisposeScope();
        var call = new VectorCall([.. groups.Select(g => g.Prepare(layer, masks))], Dropping(dropout));
        Tensor Rows(Tensor x) => x.stride(3) == 1 ? x : x.contiguous();
        (q, k, v) = (Rows(q), Rows(k), Rows(v));
        var context = is_grad_enabled() && (q.requires_grad || k.requires_grad || v.requires_grad)
            ? VectorFunction.apply(q, k, v, call)
            : call.Forward(q, k, v, null);
        return context.MoveToOuterDisposeScope();
    }

    private static Dropping Dropping(DropoutState dropout)
    {
        if (dropout.Probability <= 0)
            return default;
        // From torch's generator: manual_seed repeats it.
        using var seed = randint(long.MaxValue, [1], ScalarType.Int64);
        return new Dropping(dropout.Probability, (ulong)seed.item<long>());
    }
}

/// <summary>One call of a layer, for its forward and its backward pass.</summary>
/// <param name="works">The work of each group of heads.</param>
/// <param name="dropping">Dropout.</param>
internal sealed class VectorCall(VectorWork[] works, Dropping dropping)
{
    // A backward pass that has fewer heads than this to do side by side cuts its queries into parts. Gradients must not depend on the number of threads.
    private const int SideBySide = 8;

    /// <summary>The context.</summary>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="rows">Filled for a backward pass; null where none follows.</param>
    public Tensor Forward(Tensor q, Tensor k, Tensor v, RowStatistics? rows)
    {
        var context = empty(q.shape, ScalarType.Float32);
        var operands = Operands(q, k, v, context, rows);
        Run(work => work.Items, (work, item) => work.Forward(item, operands));
        GC.KeepAlive((q, k, v, context));
        return context;
    }

    /// <summary>Gradients of queries, keys and values.</summary>
    public (Tensor Q, Tensor K, Tensor V) Backward(Tensor q, Tensor k, Tensor v, Tensor context, RowStatistics rows, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        gradient = gradient.stride(3) == 1 ? gradient : gradient.contiguous();
        var parts = (int)Math.Max(1, SideBySide / (q.shape[0] * q.shape[2]));
        var ofQ = empty(q.shape, ScalarType.Float32);
        Tensor ofK = zeros([parts, .. k.shape], ScalarType.Float32), ofV = zeros([parts, .. v.shape], ScalarType.Float32);
        var operands = new BackwardOperands(Operands(q, k, v, context, rows), HeadTensor.Of(gradient), HeadTensor.Of(ofQ), Parts(ofK), Parts(ofV));
        Run(work => work.BatchHeads * parts, (work, item) =>
        {
            var part = item % parts;
            work.Backward(item / parts, (work.Chunks * part / parts)..(work.Chunks * (part + 1) / parts), part, operands);
        });
        GC.KeepAlive((q, k, v, context, gradient));
        Tensor Sum(Tensor ofParts) => (parts == 1 ? ofParts.squeeze(0) : ofParts.sum(0L)).MoveToOuterDisposeScope();
        return (ofQ.MoveToOuterDisposeScope(), Sum(ofK), Sum(ofV));
    }

    private static HeadTensor[] Parts(Tensor ofParts) => [.. Enumerable.Range(0, (int)ofParts.shape[0]).Select(part =>
    {
        using var one = ofParts.select(0, part);
        return HeadTensor.Of(one);
    })];

    private Operands Operands(Tensor q, Tensor k, Tensor v, Tensor context, RowStatistics? rows) =>
        new(HeadTensor.Of(q), HeadTensor.Of(k), HeadTensor.Of(v), HeadTensor.Of(context), rows, dropping);

    /// <summary>All groups' items in one queue, so that no thread waits between groups.</summary>
    private void Run(Func<VectorWork, int> count, Action<VectorWork, int> work)
    {
        try
        {
            Workers.Run(works.Sum(count), item =>
            {
                var group = 0;
                for (; item >= count(works[group]); group++)
                    item -= count(works[group]);
                work(works[group], item);
            });
        }
        catch (RuleFault fault)
        {
            throw fault.Named();
        }
    }
}

/// <summary>The same for autograd.</summary>
internal sealed class VectorFunction : autograd.SingleTensorFunction<VectorFunction>
{
    // libtorch takes the gradients when a backward pass has returned, so that only the next one on the thread can free them. The caller's scope would
    // keep those of all layers, and without a scope they would wait for the garbage collector.
    [ThreadStatic]
    private static List<Tensor>? t_returned;

    public override string Name => "VectorAttention";

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (q, k, v, call) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (VectorCall)vars[3]);
        var rows = new RowStatistics((int)q.shape[0], (int)q.shape[2], (int)q.shape[1]);
        var context = call.Forward(q, k, v, rows);
        ctx.save_for_backward([q, k, v, context]);
        ctx.save_data(nameof(VectorCall), call);
        ctx.save_data(nameof(RowStatistics), rows);
        return context;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        t_returned?.ForEach(gradient => gradient.Dispose());
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var call = (VectorCall)ctx.get_data(nameof(VectorCall));
        var (q, k, v) = call.Backward(saved[0], saved[1], saved[2], saved[3], (RowStatistics)ctx.get_data(nameof(RowStatistics)), grad_output);
        grad_output.Dispose();
        t_returned = [q.MoveToOuterDisposeScope(), k.MoveToOuterDisposeScope(), v.MoveToOuterDisposeScope()];
        return [.. t_returned, null!];
    }
}
