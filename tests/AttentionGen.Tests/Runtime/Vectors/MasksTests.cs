using AttentionGen.Tests.Cases;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>A backward pass needs no masks: they may be gone, or serve other batches, by then.</summary>
public class MasksTests
{
    private static readonly Scenario s_scenario = Scenario.All.Single(s => s.Name == "different global counts");

    public static TheoryData<string> Patterns => [.. PatternCases.All.Keys];

    [Theory, MemberData(nameof(Patterns))]
    public void MasksMayGoBeforeTheBackwardPass(string name)
    {
        using var scope = NewDisposeScope();
        var pattern = PatternCases.All[name].Using(AttentionEngine.Simd);
        var expected = AttentionRun.Run(pattern, 0, s_scenario, ScalarType.Float32, CPU);
        var inputs = AttentionRun.Inputs(pattern.Card, s_scenario, ScalarType.Float32, CPU);
        inputs.Remove("cotangent", out var cotangent);
        foreach (var input in inputs.Values)
            input.requires_grad_(true);
        Tensor context;
        using (var masks = s_scenario.Masks(pattern.Card, CPU))
            context = pattern.Forward(0, inputs["q"], inputs["k"], inputs["v"], AttentionRun.Globals(pattern.Card, inputs), masks);
        (context * cotangent!).sum().backward();
        foreach (var input in new[] { "q", "k", "v" })
            Assert.True(VectorCase.Same(inputs[input].grad!.to(ScalarType.Float64), expected["grad." + input]), input);
    }
}
