using AttentionGen.Reference;
using AttentionGen.Tests.Cases;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>
/// A layer of a pattern on a batch as the oracle computes it in float64, and in the types that engines are held against: made once, for however
/// many engines. The bound is twice the oracle's own error in the engine's type.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="layer">Its layer.</param>
/// <param name="scenario">The batch.</param>
/// <param name="scores">What the scores of local queries are multiplied with.</param>
internal sealed class OracleRun(AttentionPattern pattern, int layer, Scenario scenario, double scores = 1)
{
    private readonly Dictionary<(ScalarType, string), IReadOnlyDictionary<string, Tensor>> _runs = [];

    /// <summary>Fails where an engine's context or a gradient is off by more than the bound.</summary>
    /// <param name="engine">The pattern, under an engine.</param>
    /// <param name="name">What messages call the engine.</param>
    /// <param name="dtype">Its type.</param>
    /// <param name="target">Its device.</param>
    /// <param name="times">How many times the oracle's own error is allowed.</param>
    public void Check(AttentionPattern engine, string name, ScalarType dtype = ScalarType.Float32, Device? target = null, double times = 2)
    {
        using var scope = NewDisposeScope();
        IReadOnlyDictionary<string, Tensor> exact = Oracle(ScalarType.Float64, CPU), dense = Oracle(dtype, target ?? CPU);
        var compiled = AttentionRun.Run(engine, layer, scenario, dtype, target ?? CPU, scores);
        Assert.Equal(exact.Keys, compiled.Keys);
        foreach (var tensor in exact.Keys)
        {
            var what = $"{name}, layer {layer}, {tensor}";
            Assert.True(compiled[tensor].isfinite().all().item<bool>(), $"{what}: not finite");
            // The largest of a few rounding errors is a matter of luck, so single elements get more room than the whole.
            AssertWithin(Norm, times);
            AssertWithin(Largest, 2 * times);

            void AssertWithin(Func<Tensor, double> measure, double most)
            {
                var (run, own) = (exact.Values.Max(measure), measure(exact[tensor]));
                // A gradient that is zero but for rounding, as a key bias's, is held to the run's own size.
                var floor = Floor(dtype) * (own < 1e-9 * run ? run : own);
                var (error, allowed) = (measure(compiled[tensor] - exact[tensor]), most * measure(dense[tensor] - exact[tensor]) + floor);
                Assert.True(error <= allowed, $"{what}, {measure.Method.Name}: off by {error}, allowed {allowed}");
            }
        }
    }

    private IReadOnlyDictionary<string, Tensor> Oracle(ScalarType dtype, Device target)
    {
        if (!_runs.TryGetValue((dtype, target.ToString()), out var run))
            _runs[(dtype, target.ToString())] = run = AttentionRun.Run(new ReferencePattern(pattern), layer, scenario, dtype, target, scores);
        return run;
    }

    private static double Floor(ScalarType dtype) => dtype == ScalarType.BFloat16 ? 1.0 / 256 : 1e-6;

    private static double Norm(Tensor tensor) => tensor.pow(2).sum().sqrt().item<double>();

    private static double Largest(Tensor tensor) => tensor.abs().max().item<double>();
}
