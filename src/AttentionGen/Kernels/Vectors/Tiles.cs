using System.Runtime.CompilerServices;

namespace AttentionGen.Kernels.Vectors;

/// <summary>
/// Products of small matrices whose results stay in registers. Queries lie in lanes: scores are (keys, lanes), so that keys and values need no
/// transposing, and softmax never leaves its lane.
/// </summary>
internal static unsafe class Tiles<TShape, V>
    where TShape : struct, IHeadShape
    where V : struct, ILanes<V>
{
    /// <summary>Queries of one tile.</summary>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TileSteps.Vectors * V.Count;
    }

    private static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Packed<TShape, V>.Width;
    }

    /// <summary>Scores (keys, lanes) of keys and transposed queries (head size, lanes); <paramref name="count"/> is a multiple of <see cref="TileSteps.Keys"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scores(Packed<TShape, V> keys, int count, float* queries, float* scores)
    {
        for (var key = 0; key < count; key += TileSteps.Keys)
            ScoreTile(keys, key, queries, scores + ((nint)key * Lanes));
    }

    /// <summary>
    /// Adds to rows of queries the sums over keys of weights (keys, lanes) and rows of keys: for all of a tile's queries, each
    /// <see cref="TileSteps.Rows"/> of them over the keys that they read.
    /// </summary>
    /// <param name="weights">(keys, lanes)</param>
    /// <param name="values">Rows of keys.</param>
    /// <param name="count">How many.</param>
    /// <param name="sums">Rows of the tile's queries.</param>
    /// <param name="read">What each step of queries reads; null for all keys.</param>
    /// <param name="first">The number of the first key.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mix(float* weights, Packed<TShape, V> values, int count, Packed<TShape, V> sums, KeyRange* read = null, int first = 0)
    {
        for (var column = 0; column < Packed<TShape, V>.Columns; column++)
        {
            for (var row = 0; row < Lanes; row += TileSteps.Rows)
            {
                var keys = read == null ? new KeyRange(0, count) : new KeyRange(read[row / TileSteps.Rows].From - first, read[row / TileSteps.Rows].To - first).In(0, count);
                if (keys.Count > 0)
                    MixTile(weights + ((nint)keys.From * Lanes) + row, values.At(keys.From, column), keys.Count, sums.At(row, column));
            }
        }
    }

    /// <summary>
    /// Adds to rows of keys the sums over a tile's queries of weights (keys, lanes) and rows of queries. It works in steps of
    /// <see cref="TileSteps.Rows"/> keys; the weights behind the last key must be 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Collect(float* weights, Packed<TShape, V> queries, int count, Packed<TShape, V> sums)
    {
        for (var column = 0; column < Packed<TShape, V>.Columns; column++)
        {
            for (var key = 0; key < count; key += TileSteps.Rows)
                CollectTile(weights + ((nint)key * Lanes), queries.At(0, column), sums.At(key, column));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreTile(Packed<TShape, V> keys, int key, float* queries, float* scores)
    {
        V a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        V c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        for (var column = 0; column < Packed<TShape, V>.Columns; column++)
        {
            var row = keys.At(key, column);
            for (var end = row + Math.Min(Width, TShape.HeadSize - (column * Width)); row < end; row++)
            {
                V q0 = V.Load(queries), q1 = V.Load(queries + V.Count), q2 = V.Load(queries + (2 * V.Count));
                var number = V.Splat(*row);
                a0 = V.MultiplyAdd(number, q0, a0);
                a1 = V.MultiplyAdd(number, q1, a1);
                a2 = V.MultiplyAdd(number, q2, a2);
                number = V.Splat(*(row + Width));
                b0 = V.MultiplyAdd(number, q0, b0);
                b1 = V.MultiplyAdd(number, q1, b1);
                b2 = V.MultiplyAdd(number, q2, b2);
                number = V.Splat(*(row + (2 * Width)));
                c0 = V.MultiplyAdd(number, q0, c0);
                c1 = V.MultiplyAdd(number, q1, c1);
                c2 = V.MultiplyAdd(number, q2, c2);
                number = V.Splat(*(row + (3 * Width)));
                d0 = V.MultiplyAdd(number, q0, d0);
                d1 = V.MultiplyAdd(number, q1, d1);
                d2 = V.MultiplyAdd(number, q2, d2);
                queries += Lanes;
            }
        }
        Store(scores, a0, a1, a2);
        Store(scores + Lanes, b0, b1, b2);
        Store(scores + (2 * Lanes), c0, c1, c2);
        Store(scores + (3 * Lanes), d0, d1, d2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixTile(float* weights, float* values, int keys, float* sums) => SixByTwo(weights, 1, Lanes, values, keys, sums);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CollectTile(float* weights, float* queries, float* sums) => SixByTwo(weights, Lanes, 1, queries, Lanes, sums);

    /// <summary>Adds to six rows of two vectors each: the sum over <paramref name="count"/> steps of a weight per row and two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SixByTwo(float* weights, int nextRow, int nextStep, float* vectors, int count, float* sums)
    {
        V a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        V d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (var end = vectors + ((nint)count * Width); vectors < end; vectors += Width)
        {
            V v0 = V.Load(vectors), v1 = V.Load(vectors + V.Count);
            var weight = V.Splat(*weights);
            a0 = V.MultiplyAdd(weight, v0, a0);
            a1 = V.MultiplyAdd(weight, v1, a1);
            weight = V.Splat(*(weights + nextRow));
            b0 = V.MultiplyAdd(weight, v0, b0);
            b1 = V.MultiplyAdd(weight, v1, b1);
            weight = V.Splat(*(weights + (2 * nextRow)));
            c0 = V.MultiplyAdd(weight, v0, c0);
            c1 = V.MultiplyAdd(weight, v1, c1);
            weight = V.Splat(*(weights + (3 * nextRow)));
            d0 = V.MultiplyAdd(weight, v0, d0);
            d1 = V.MultiplyAdd(weight, v1, d1);
            weight = V.Splat(*(weights + (4 * nextRow)));
            e0 = V.MultiplyAdd(weight, v0, e0);
            e1 = V.MultiplyAdd(weight, v1, e1);
            weight = V.Splat(*(weights + (5 * nextRow)));
            f0 = V.MultiplyAdd(weight, v0, f0);
            f1 = V.MultiplyAdd(weight, v1, f1);
            weights += nextStep;
        }
        Add(sums, a0, a1);
        Add(sums + Width, b0, b1);
        Add(sums + (2 * Width), c0, c1);
        Add(sums + (3 * Width), d0, d1);
        Add(sums + (4 * Width), e0, e1);
        Add(sums + (5 * Width), f0, f1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* target, V first, V second)
    {
        (V.Load(target) + first).Store(target);
        (V.Load(target + V.Count) + second).Store(target + V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, V first, V second, V third)
    {
        first.Store(target);
        second.Store(target + V.Count);
        third.Store(target + (2 * V.Count));
    }
}
