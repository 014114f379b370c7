using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AttentionGen.Kernels.Vectors;

/// <summary>A call of a layer, for autograd.</summary>
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
        var (q, k, v) = Gradients(ctx, grad_output);
        grad_output.Dispose();
        t_returned = [q.MoveToOuterDisposeScope(), k.MoveToOuterDisposeScope(), v.MoveToOuterDisposeScope()];
        return [.. t_returned, null!];
    }

    private static (Tensor Q, Tensor K, Tensor V) Gradients(autograd.AutogradContext ctx, Tensor gradient)
    {
        List<Tensor> saved;
        try
        {
            saved = ctx.get_saved_variables();
        }
        catch (ExternalException)
        {
            // A tensor was changed in place since. An exception that left this method would end the process, or leave it waiting for ever.
            return (NotANumber(), NotANumber(), NotANumber());
        }
        return ((VectorCall)ctx.get_data(nameof(VectorCall))).Backward(
            saved[0], saved[1], saved[2], saved[3], (RowStatistics)ctx.get_data(nameof(RowStatistics)), gradient);

        Tensor NotANumber() => full(gradient.shape, float.NaN, ScalarType.Float32);
    }
}
