namespace AttentionGen.Kernels.Vectors;

/// <summary>The work of heads that read alike, cut into items that threads can do side by side.</summary>
internal abstract class VectorWork
{
    private static long s_works;

    /// <summary>What tells it apart from all others.</summary>
    private protected long Number { get; } = Interlocked.Increment(ref s_works);

    /// <summary>Items of a forward pass.</summary>
    public abstract int Items { get; }

    /// <summary>Heads of a batch: what a backward pass can do side by side.</summary>
    public abstract int BatchHeads { get; }

    /// <summary>Chunks of a sequence, which a backward pass does one after the other, or in parts.</summary>
    public abstract int Chunks { get; }

    /// <summary>One item of the forward pass.</summary>
    public abstract void Forward(int item, Operands operands);

    /// <summary>The backward pass of one head and some chunks of it.</summary>
    public abstract void Backward(int batchHead, Range chunks, int part, BackwardOperands operands);
}

/// <summary>The same for a shape and a width.</summary>
/// <param name="readings">Who reads whom.</param>
/// <param name="batch">Sequences.</param>
/// <param name="heads">The heads' numbers.</param>
internal sealed class VectorWork<TShape, V>(Readings<TShape> readings, int batch, int[] heads) : VectorWork
    where TShape : struct, IHeadShape
    where V : struct, ILanes<V>
{
    public override int Items => batch * readings.Chunks * heads.Length;

    public override int BatchHeads => batch * heads.Length;

    public override int Chunks => readings.Chunks;

    // Heads come fastest: those that do not differ share their thread's reading.
    public override void Forward(int item, Operands operands)
    {
        int head = item % heads.Length, chunk = item / heads.Length % readings.Chunks, row = item / heads.Length / readings.Chunks;
        ForwardKernel<TShape, V>.Run(Fill(row, chunk, head), operands, row, heads[head]);
    }

    public override void Backward(int batchHead, Range chunks, int part, BackwardOperands operands)
    {
        int row = batchHead / heads.Length, head = batchHead % heads.Length;
        for (var chunk = chunks.Start.Value; chunk < chunks.End.Value; chunk++)
            BackwardKernel<TShape, V>.Run(Fill(row, chunk, head), operands, row, heads[head], part);
    }

    private Reading Fill(int row, int chunk, int head)
    {
        var reading = Reading.OfThread;
        var key = (Number, row, chunk, readings.PerHead ? head : 0);
        if (!reading.IsFilled(key, Tiles<TShape, V>.Lanes))
        {
            readings.Fill(reading, row, chunk, key.Item4);
            reading.SetFilled(key);
        }
        return reading;
    }
}
