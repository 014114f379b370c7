using AttentionGen.Kernels.Vectors;
using AttentionGen.Reference;
using AttentionGen.Tests.Cases;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>Every pattern on every batch: each engine against the float64 oracle, forward and gradients.</summary>
public class EngineTests
{
    public static TheoryData<string, string, string, ScalarType> Cases
    {
        get
        {
            var rows = new TheoryData<string, string, string, ScalarType>();
            foreach (var pattern in PatternCases.All.Keys)
            {
                foreach (var scenario in Scenario.All)
                {
                    rows.Add(pattern, scenario.Name, "cpu", ScalarType.Float32);
                    rows.Add(pattern, scenario.Name, "cpu", ScalarType.Float64);
                    rows.Add(pattern, scenario.Name, "cuda", ScalarType.Float32);
                    rows.Add(pattern, scenario.Name, "cuda", ScalarType.BFloat16);
                }
            }
            return rows;
        }
    }

    public static TheoryData<string, string, int> VectorCases
    {
        get
        {
            var rows = new TheoryData<string, string, int>();
            foreach (var pattern in PatternCases.All.Keys)
            {
                foreach (var scenario in Scenario.All)
                {
                    foreach (var width in Width.All)
                        rows.Add(pattern, scenario.Name, width);
                }
            }
            return rows;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void OperationsAgreeWithTheOracle(string patternName, string scenarioName, string deviceName, ScalarType dtype)
    {
        Assert.SkipWhen(deviceName == "cuda" && !cuda.is_available(), "no CUDA device");
        CheckLayers(PatternCases.All[patternName].Using(AttentionEngine.Ops), scenarioName, dtype, device(deviceName));
    }

    [Theory, MemberData(nameof(VectorCases))]
    public void VectorsAgreeWithTheOracle(string patternName, string scenarioName, int width)
    {
        Width.Override = width;
        try
        {
            CheckLayers(PatternCases.All[patternName].Using(AttentionEngine.Simd), scenarioName, ScalarType.Float32, CPU);
        }
        finally
        {
            Width.Override = null;
        }
    }

    private static void CheckLayers(AttentionPattern pattern, string scenarioName, ScalarType dtype, Device target)
    {
        var scenario = Scenario.All.Single(s => s.Name == scenarioName);
        for (var layer = 0; layer < pattern.Card.Layers; layer++)
            Check(pattern, layer, scenario, dtype, target);
    }

    public static TheoryData<string> Presets => [.. PatternCases.Presets.Keys];

    /// <summary>At a length that shows windows of 512 whole and wider ones cut: the first and last layer, and each that brings a new stride.</summary>
    [Theory, MemberData(nameof(Presets))]
    public void PresetsAgreeWithTheOracle(string preset)
    {
        var pattern = PatternCases.Presets[preset];
        var scenario = new Scenario("a preset", 1, 560, (_, i) => i < 540, (_, i) => i == 0);
        var bands = pattern.Card.Bands;
        for (var layer = 0; layer < bands.Count; layer++)
        {
            if (layer == 0 || layer == bands.Count - 1 || !bands[layer].Select(b => b?.Stride).SequenceEqual(bands[layer - 1].Select(b => b?.Stride)))
            {
                Check(pattern.Using(AttentionEngine.Ops), layer, scenario, ScalarType.Float32, CPU);
                Check(pattern.Using(AttentionEngine.Simd), layer, scenario, ScalarType.Float32, CPU);
            }
        }
    }

    private static void Check(AttentionPattern pattern, int layer, Scenario scenario, ScalarType dtype, Device target)
    {
        var oracle = new ReferencePattern(pattern);
        var exact = AttentionRun.Run(oracle, layer, scenario, ScalarType.Float64, CPU);
        var dense = AttentionRun.Run(oracle, layer, scenario, dtype, target);
        var compiled = AttentionRun.Run(pattern, layer, scenario, dtype, target);
        Assert.Equal(exact.Keys, compiled.Keys);
        foreach (var name in exact.Keys)
        {
            Assert.True(compiled[name].isfinite().all().item<bool>(), $"layer {layer}, {name}: not finite");
            // The largest of a few rounding errors is a matter of luck, so single elements get more room than the whole.
            AssertWithin(Norm, 2, name);
            AssertWithin(Largest, 4, name);
        }

        void AssertWithin(Func<Tensor, double> measure, double times, string name)
        {
            var (run, own) = (exact.Values.Max(measure), measure(exact[name]));
            // A gradient that is zero but for rounding, as a key bias's, is held to the run's own size.
            var floor = Floor(dtype) * (own < 1e-9 * run ? run : own);
            var (error, allowed) = (measure(compiled[name] - exact[name]), times * measure(dense[name] - exact[name]) + floor);
            Assert.True(error <= allowed, $"layer {layer}, {name}, {measure.Method.Name}: off by {error}, allowed {allowed}");
        }
    }

    private static double Floor(ScalarType dtype) => dtype == ScalarType.BFloat16 ? 1.0 / 256 : 1e-6;

    private static double Norm(Tensor tensor) => tensor.pow(2).sum().sqrt().item<double>();

    private static double Largest(Tensor tensor) => tensor.abs().max().item<double>();
}
