using AttentionGen.Kernels.Vectors;
using AttentionGen.Tests.Cases;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>Every pattern on every batch: each engine against the float64 oracle, forward and gradients.</summary>
public class EngineTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var pattern in PatternCases.All.Keys)
            {
                foreach (var scenario in Scenario.All)
                    rows.Add(pattern, scenario.Name);
            }
            return rows;
        }
    }

    public static TheoryData<string> Presets => [.. PatternCases.Presets.Keys];

    // One case for all engines: the oracle, which takes most of the time, is asked once.
    [Theory, MemberData(nameof(Cases))]
    public void EnginesAgreeWithTheOracle(string patternName, string scenarioName)
    {
        var pattern = PatternCases.All[patternName];
        foreach (var oracle in Layers(pattern, scenarioName))
        {
            oracle.Check(pattern.Using(AttentionEngine.Ops), "operations");
            oracle.Check(pattern.Using(AttentionEngine.Ops), "operations in float64", ScalarType.Float64);
            foreach (var width in Width.All)
                CheckVectors(oracle, pattern, width);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void OperationsAgreeWithTheOracleOnCuda(string patternName, string scenarioName)
    {
        Assert.SkipUnless(cuda.is_available(), "no CUDA device");
        var pattern = PatternCases.All[patternName].Using(AttentionEngine.Ops);
        foreach (var oracle in Layers(pattern, scenarioName))
        {
            oracle.Check(pattern, "operations", ScalarType.Float32, CUDA);
            oracle.Check(pattern, "operations", ScalarType.BFloat16, CUDA);
        }
    }

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
                var oracle = new OracleRun(pattern, layer, scenario);
                oracle.Check(pattern.Using(AttentionEngine.Ops), "operations");
                oracle.Check(pattern.Using(AttentionEngine.Simd), "vectors");
            }
        }
    }

    private static IEnumerable<OracleRun> Layers(AttentionPattern pattern, string scenarioName)
    {
        var scenario = Scenario.All.Single(s => s.Name == scenarioName);
        return Enumerable.Range(0, pattern.Card.Layers).Select(layer => new OracleRun(pattern, layer, scenario));
    }

    private static void CheckVectors(OracleRun oracle, AttentionPattern pattern, int width)
    {
        using var _ = new WidthOf(width);
        oracle.Check(pattern.Using(AttentionEngine.Simd), $"vectors of {width} bits");
    }
}
