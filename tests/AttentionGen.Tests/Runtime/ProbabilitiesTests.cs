using AttentionGen.Reference;
using AttentionGen.Tests.Cases;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>The Probabilities path of the compiled engine against the oracle's, in float64.</summary>
public class ProbabilitiesTests
{
    public static MatrixTheoryData<string, string> Cases => new(PatternCases.All.Keys, Scenario.All.Select(s => s.Name));

    [Theory, MemberData(nameof(Cases))]
    public void AgreeWithTheOracle(string patternName, string scenarioName)
    {
        var pattern = PatternCases.All[patternName];
        var scenario = Scenario.All.Single(s => s.Name == scenarioName);
        using var scope = NewDisposeScope();
        using var masks = scenario.Masks(pattern.Card, CPU);
        for (var layer = 0; layer < pattern.Card.Layers; layer++)
        {
            var inputs = AttentionRun.Inputs(pattern.Card, scenario, ScalarType.Float64, CPU);
            var globals = AttentionRun.Globals(pattern.Card, inputs);
            using var expected = new ReferencePattern(pattern).Probabilities(layer, inputs["q"], inputs["k"], globals, masks);
            using var actual = pattern.Probabilities(layer, inputs["q"], inputs["k"], globals, masks);
            Assert.Equal(expected.Before, actual.Before);
            AssertClose(expected.Local, actual.Local);
            AssertClose(expected.GlobalColumns, actual.GlobalColumns);
            AssertClose(expected.GlobalRows, actual.GlobalRows);
        }
    }

    private static void AssertClose(Tensor? expected, Tensor? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null)
            return;
        Assert.Equal(expected.shape, actual!.shape);
        Assert.True((expected - actual).abs().max().item<double>() < 1e-12);
    }
}
