using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AttentionGen.Kernels.Vectors;

/// <summary>Copies rows from where a tensor has them to where kernels read them, and back.</summary>
internal static unsafe class Packing<TShape, V>
    where TShape : struct, IHeadShape
    where V : struct, ILanes<V>
{
    /// <summary>Rows of a tensor lie far apart, where the processor does not look ahead of its own accord: it is told as many rows before.</summary>
    private const int Ahead = 16;

    private const int FloatsPerLine = 16;

    private static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Packed<TShape, V>.Width;
    }

    /// <summary>Rows of tokens; those of token -1, and those that are not <paramref name="live"/>, are 0.</summary>
    /// <param name="source">Token 0.</param>
    /// <param name="stride">Floats from one token to the next.</param>
    /// <param name="tokens">Which.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">The rows.</param>
    /// <param name="scale">A factor of all.</param>
    /// <param name="live">Null for all.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(float* source, long stride, int* tokens, int count, Packed<TShape, V> target, float scale = 1, bool* live = null)
    {
        var factor = V.Splat(scale);
        for (var row = 0; row < count; row++)
        {
            if (tokens[row] < 0 || (live != null && !live[row]))
            {
                target.Clear(row, 1);
                continue;
            }
            var from = source + (tokens[row] * stride);
            Prefetch(source, stride, tokens, row + Ahead, count);
            for (var column = 0; column < Packed<TShape, V>.Columns; column++)
            {
                var to = target.At(row, column);
                var size = Math.Min(Width, TShape.HeadSize - (column * Width));
                if (size == Width)
                {
                    (V.Load(from) * factor).Store(to);
                    (V.Load(from + V.Count) * factor).Store(to + V.Count);
                }
                else
                {
                    for (var i = 0; i < Width; i++)
                        to[i] = i < size ? from[i] * scale : 0;
                }
                from += Width;
            }
        }
    }

    /// <summary>Adds rows, times a factor, to rows of a tensor; those of token -1 are left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(Packed<TShape, V> rows, int* tokens, int count, float* target, long stride, float scale)
    {
        var factor = V.Splat(scale);
        for (var row = 0; row < count; row++)
        {
            if (tokens[row] < 0)
                continue;
            Prefetch(target, stride, tokens, row + Ahead, count);
            var to = target + (tokens[row] * stride);
            for (var column = 0; column < Packed<TShape, V>.Columns; column++)
            {
                var from = rows.At(row, column);
                var size = Math.Min(Width, TShape.HeadSize - (column * Width));
                if (size == Width)
                {
                    V.MultiplyAdd(V.Load(from), factor, V.Load(to)).Store(to);
                    V.MultiplyAdd(V.Load(from + V.Count), factor, V.Load(to + V.Count)).Store(to + V.Count);
                }
                else
                {
                    for (var i = 0; i < size; i++)
                        to[i] += from[i] * scale;
                }
                to += Width;
            }
        }
    }

    /// <summary>A row, times a factor, to a row of a tensor; 0 where the factor is.</summary>
    public static void Unpack(Packed<TShape, V> rows, int row, float* target, float scale)
    {
        new Span<float>(target, TShape.HeadSize).Clear();
        var self = 0;
        if (scale != 0)
            AddRows(rows.From(row), &self, 1, target, 0, scale);
    }

    /// <summary>A tile's rows (lanes, head size) to (head size, lanes).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(Packed<TShape, V> rows, float* target)
    {
        var lanes = Tiles<TShape, V>.Lanes;
        for (var column = 0; column < Packed<TShape, V>.Columns; column++)
        {
            for (var i = 0; i < Width; i += 4)
            {
                for (var lane = 0; lane < lanes; lane += 4)
                    FourByFour(rows.At(lane, column) + i, target + lane, lanes);
                target += 4 * lanes;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* rows, long stride, int* tokens, int row, int count)
    {
        if (!Sse.IsSupported || row >= count || tokens[row] < 0)
            return;
        for (var i = 0; i < TShape.HeadSize; i += FloatsPerLine)
            Sse.Prefetch0(rows + (tokens[row] * stride) + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByFour(float* source, float* target, int lanes)
    {
        Vector128<float> a = Vector128.Load(source), b = Vector128.Load(source + Width);
        Vector128<float> c = Vector128.Load(source + (2 * Width)), d = Vector128.Load(source + (3 * Width));
        Vector128<float> ac = Low(a, c), bd = Low(b, d), acHigh = High(a, c), bdHigh = High(b, d);
        Low(ac, bd).Store(target);
        High(ac, bd).Store(target + lanes);
        Low(acHigh, bdHigh).Store(target + (2 * lanes));
        High(acHigh, bdHigh).Store(target + (3 * lanes));
    }

    /// <summary>a0, b0, a1, b1</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2, b2, a3, b3</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[2], b[2], a[3], b[3]);
}
