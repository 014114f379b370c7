using System.Runtime.CompilerServices;

namespace AttentionGen.Kernels.Vectors;

/// <summary>Softmax over scores (keys, lanes): each lane is a query's own row. Scores are in powers of two: e^x = 2^(x log2 e).</summary>
internal static unsafe class Softmax<V>
    where V : struct, ILanes<V>
{
    // In powers of two.
    private const float FarAbove = 8;

    private static int Lanes => TileSteps.Vectors * V.Count;

    /// <summary>Scores of keys that a lane does not read become minus infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mask(float* scores, int keys, ulong* readers)
    {
        var none = V.Splat(float.NegativeInfinity);
        for (var key = 0; key < keys; key++)
        {
            var bits = readers[key];
            for (var lane = 0; lane < Lanes; lane += V.Count)
                V.Load(scores + lane).Where((uint)(bits >> lane), none).Store(scores + lane);
            scores += Lanes;
        }
    }

    /// <summary>
    /// Each lane's reference, which is subtracted from its scores, follows the maximum of what it has seen, but only where that is far above: powers
    /// that are larger than 1 do no harm while they are far from the largest number.
    /// </summary>
    /// <param name="scores">(keys, lanes)</param>
    /// <param name="keys">How many.</param>
    /// <param name="references">The references; raised where needed.</param>
    /// <param name="factors">What sums over earlier keys must be multiplied with, if any.</param>
    /// <returns>True when a reference was raised.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Raise(float* scores, int keys, float* references, float* factors)
    {
        V r0 = V.Load(references), r1 = V.Load(references + V.Count), r2 = V.Load(references + (2 * V.Count));
        V m0 = r0, m1 = r1, m2 = r2;
        for (var end = scores + ((nint)keys * Lanes); scores < end; scores += Lanes)
        {
            m0 = V.Max(V.Load(scores), m0);
            m1 = V.Max(V.Load(scores + V.Count), m1);
            m2 = V.Max(V.Load(scores + (2 * V.Count)), m2);
        }
        var far = V.Splat(FarAbove);
        if (!V.AnyGreater(m0, r0 + far) && !V.AnyGreater(m1, r1 + far) && !V.AnyGreater(m2, r2 + far))
            return false;
        m0.Store(references);
        m1.Store(references + V.Count);
        m2.Store(references + (2 * V.Count));
        Power<V>.Of(r0 - m0).Store(factors);
        Power<V>.Of(r1 - m1).Store(factors + V.Count);
        Power<V>.Of(r2 - m2).Store(factors + (2 * V.Count));
        return true;
    }

    /// <summary>Puts 2^(score - reference) in the place of each score, and adds them to each lane's sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exponentials(float* scores, int keys, float* references, float* sums)
    {
        Power<V>.Constants(out var lowest, out var shift, out var p5, out var p4, out var p3, out var p2, out var p1, out var p0);
        // One vector of queries after the other: constants and sums of three would not fit the registers.
        for (var lane = 0; lane < Lanes; lane += V.Count)
        {
            V reference = V.Load(references + lane), sum = default;
            float* score = scores + lane, end = score + ((nint)keys * Lanes);
            for (; score < end; score += Lanes)
            {
                var power = Power<V>.Of(V.Load(score) - reference, lowest, shift, p5, p4, p3, p2, p1, p0);
                power.Store(score);
                sum += power;
            }
            // Sums of blocks are added up, so that rounding errors do not grow with the number of keys.
            (V.Load(sums + lane) + sum).Store(sums + lane);
        }
    }

    /// <summary>Drops weights: each by a random number that follows from the seed of its lane and from its key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Drop(float* weights, int keys, uint* seeds, int* tokens, uint threshold)
    {
        for (var key = 0; key < keys; key++)
        {
            for (var lane = 0; lane < Lanes; lane += V.Count)
                V.Load(weights + lane).Keep(seeds + lane, (uint)tokens[key], threshold).Store(weights + lane);
            weights += Lanes;
        }
    }

    /// <summary>
    /// Scores become probabilities, and their gradients those of the scores: p (g - d), where d is the row's sum of context times its gradient.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* scores, float* gradients, int keys, float* references, float* inverses, float* sums)
    {
        Power<V>.Constants(out var lowest, out var shift, out var p5, out var p4, out var p3, out var p2, out var p1, out var p0);
        for (var lane = 0; lane < Lanes; lane += V.Count)
        {
            V reference = V.Load(references + lane), inverse = V.Load(inverses + lane), sum = V.Load(sums + lane);
            float* score = scores + lane, gradient = gradients + lane;
            for (var key = 0; key < keys; key++)
            {
                var probability = Power<V>.Of(V.Load(score) - reference, lowest, shift, p5, p4, p3, p2, p1, p0) * inverse;
                probability.Store(score);
                (probability * (V.Load(gradient) - sum)).Store(gradient);
                score += Lanes;
                gradient += Lanes;
            }
        }
    }
}
