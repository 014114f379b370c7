using System.Runtime.CompilerServices;

namespace AttentionGen.Kernels.Vectors;

/// <summary>
/// Rows of one head, cut into columns of two vectors: each column of all rows is one piece of memory, which kernels read from front to end.
/// </summary>
internal readonly unsafe struct Packed<TShape, V>
    where TShape : struct, IHeadShape
    where V : struct, ILanes<V>
{
    private readonly float* _start;
    private readonly nint _column;

    /// <summary>Takes room for rows.</summary>
    public Packed(Scratch scratch, int rows) : this(scratch.Take<float>(Floats(rows)), rows * Width)
    {
    }

    private Packed(float* start, nint column)
    {
        _start = start;
        _column = column;
    }

    /// <summary>Floats of a row in one column.</summary>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * V.Count;
    }

    /// <summary>Columns: the last one is filled up with 0.</summary>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TShape.HeadSize + Width - 1) / Width;
    }

    /// <summary>Floats that rows take.</summary>
    public static long Floats(long rows) => rows * Columns * Width;

    /// <summary>A row's part in a column; the next row's stands behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* At(int row, int column) => _start + (column * _column) + (row * Width);

    /// <summary>The rows from one on.</summary>
    public Packed<TShape, V> From(int row) => new(_start + ((nint)row * Width), _column);

    /// <summary>Sets rows to 0.</summary>
    public void Clear(int row, int count)
    {
        for (var column = 0; column < Columns; column++)
            new Span<float>(At(row, column), count * Width).Clear();
    }
}
