using AttentionGen.Reference;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>Whether a method computes what it should: a fast wrong answer is no answer.</summary>
internal static class OracleCheck
{
    /// <summary>Largest difference allowed, as a share of the oracle's largest number.</summary>
    public const double Tolerance = 1e-4;

    // Numbers of 8 bits, summed up over a window.
    private const double HalfTolerance = 3e-2;

    private static readonly string[] s_names = ["context", "gradient of the queries", "gradient of the keys", "gradient of the values"];

    /// <summary>Compares context and gradients with the reference in float64.</summary>
    /// <returns>What differs; null when nothing does.</returns>
    public static string? Problem(IMethod method, BandShape shape)
    {
        using var scope = NewDisposeScope();
        using var work = new Work(shape);
        using var precise = work.Twice();
        using var attention = method.Prepare(shape);
        using var oracle = new Oracle(shape);
        var expected = precise.Outputs(Pass.ForwardAndBackward, oracle);
        var alone = Differs(method, "context without gradients", work.Outputs(Pass.Forward, attention)[0], expected[0]);
        if (alone is not null || !method.HasGradients)
            return alone;
        var got = work.Outputs(Pass.ForwardAndBackward, attention);
        return got.Select((tensor, i) => Differs(method, s_names[i], tensor, expected[i])).FirstOrDefault(problem => problem is not null);
    }

    private static string? Differs(IMethod method, string what, Tensor got, Tensor expected)
    {
        if (!got.shape.SequenceEqual(expected.shape))
            return $"{method.Name}: the {what} is of shape ({string.Join(", ", got.shape)}), not ({string.Join(", ", expected.shape)}).";
        var share = ((got.cpu() - expected).abs().max() / expected.abs().max()).item<double>();
        var tolerance = got.dtype == ScalarType.Float32 ? Tolerance : HalfTolerance;
        return share <= tolerance // false for NaN
            ? null
            : FormattableString.Invariant($"{method.Name}: the {what} differs from the reference by {share:0.0e+0} of its largest number; {tolerance:0e+0} is allowed.");
    }

    private sealed class Oracle(BandShape shape) : IAttention
    {
        private readonly AttentionPattern _pattern = new ReferencePattern(WindowPattern.Of(shape));
        private readonly AttentionMasks _masks = AttentionMasks.Create(1, shape.Length);

        public Tensor Forward(Tensor q, Tensor k, Tensor v) => _pattern.Forward(0, q, k, v, null, _masks);

        public void Dispose() => _masks.Dispose();
    }
}
