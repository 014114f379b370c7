using static TorchSharp.torch;

namespace AttentionGen.Kernels.Vectors;

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
