using AttentionGen.Reference;
using AttentionGen.Tests.Cases;
using AttentionGen.Tests.Patterns;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>What holds for every pattern beside its numbers.</summary>
public class PatternBehaviourTests
{
    public static TheoryData<string> Patterns => [.. PatternCases.All.Keys];

    public static TheoryData<string> PatternsThatDoNotAskForTheLength => [.. PatternCases.All.Keys.Except([nameof(SmallBigBird), nameof(RandomBlocksWithGlobals), nameof(BandsAndPredicates)])];

    private static readonly Scenario s_scenario = Scenario.All.Single(s => s.Name == "padded tails");

    [Theory, MemberData(nameof(Patterns))]
    public void AForwardLeavesOneTensor(string name)
    {
        var pattern = PatternCases.All[name];
        using var scope = NewDisposeScope();
        using var masks = s_scenario.Masks(pattern.Card, CPU);
        var inputs = AttentionRun.Inputs(pattern.Card, s_scenario, ScalarType.Float32, CPU);
        var globals = AttentionRun.Globals(pattern.Card, inputs);
        for (var layer = 0; layer < pattern.Card.Layers; layer++)
        {
            // The masks keep what they build; the second pass finds it built.
            pattern.Forward(layer, inputs["q"], inputs["k"], inputs["v"], globals, masks).Dispose();
            pattern.Probabilities(layer, inputs["q"], inputs["k"], globals, masks).Dispose();
            var before = Live;
            var context = pattern.Forward(layer, inputs["q"], inputs["k"], inputs["v"], globals, masks);
            Assert.Equal(before + 1, Live);
            context.Dispose();
            pattern.Probabilities(layer, inputs["q"], inputs["k"], globals, masks).Dispose();
            Assert.Equal(before, Live);
        }
    }

    [Theory, MemberData(nameof(Patterns))]
    public void RowsOfPaddedTokensAreZero(string name)
    {
        var pattern = PatternCases.All[name];
        using var scope = NewDisposeScope();
        using var masks = s_scenario.Masks(pattern.Card, CPU);
        var inputs = AttentionRun.Inputs(pattern.Card, s_scenario, ScalarType.Float32, CPU);
        var context = pattern.Forward(0, inputs["q"], inputs["k"], inputs["v"], AttentionRun.Globals(pattern.Card, inputs), masks);
        Assert.Equal(0, context[~masks.RealTokens!].abs().max().item<float>());
    }

    /// <summary>A real token's numbers do not depend on how much padding stands behind it.</summary>
    /// <remarks>But for patterns that name the last blocks, draw from all, or compute with the length: for them padding is part of the sequence.</remarks>
    [Theory, MemberData(nameof(PatternsThatDoNotAskForTheLength))]
    public void PaddingChangesNoNumber(string name)
    {
        var pattern = PatternCases.All[name];
        using var scope = NewDisposeScope();
        var padded = new Scenario("padded", 1, 50, (_, i) => i < 29, (_, i) => i == 0);
        var inputs = AttentionRun.Inputs(pattern.Card, padded, ScalarType.Float64, CPU);
        var cut = inputs.ToDictionary(i => i.Key, i => i.Value.shape[0] == 1 ? i.Value.narrow(1, 0, 29) : i.Value);
        using var paddedMasks = padded.Masks(pattern.Card, CPU);
        using var cutMasks = (padded with { Length = 29 }).Masks(pattern.Card, CPU);
        var whole = pattern.Forward(0, inputs["q"], inputs["k"], inputs["v"], AttentionRun.Globals(pattern.Card, inputs), paddedMasks);
        var part = pattern.Forward(0, cut["q"], cut["k"], cut["v"], AttentionRun.Globals(pattern.Card, cut), cutMasks);
        Assert.True((whole.narrow(1, 0, 29) - part).abs().max().item<double>() < 1e-12);
    }

    [Fact]
    public void OneInstanceServesAllThreads()
    {
        var pattern = new MixedHeads();
        Parallel.For(0, 16, _ =>
        {
            var results = AttentionRun.Run(pattern, 0, s_scenario, ScalarType.Float64, CPU);
            var expected = AttentionRun.Run(new ReferencePattern(pattern), 0, s_scenario, ScalarType.Float64, CPU);
            Assert.True((results["context"] - expected["context"]).abs().max().item<double>() < 1e-12);
        });
    }

    /// <summary>Dropped probabilities are made up for: over many draws the mean is the context without dropout.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void DropoutKeepsTheMean(bool oracle)
    {
        AttentionPattern pattern = oracle ? new ReferencePattern(new Sliding()) : new Sliding();
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var scenario = new Scenario("many rows", 512, 12, (_, _) => true, (_, i) => i == 3);
        using var masks = scenario.Masks(pattern.Card, CPU);
        var one = scenario with { Batch = 1 };
        var inputs = AttentionRun.Inputs(pattern.Card, one, ScalarType.Float64, CPU).ToDictionary(
            i => i.Key, i => i.Value.shape[0] == 1 ? i.Value.expand([512, .. i.Value.shape[1..]]).contiguous() : i.Value);
        var globals = AttentionRun.Globals(pattern.Card, inputs);
        manual_seed(1);
        var dropped = pattern.Forward(0, inputs["q"], inputs["k"], inputs["v"], globals, masks, new DropoutState(0.25));
        var kept = pattern.Forward(0, inputs["q"], inputs["k"], inputs["v"], globals, masks);
        Assert.True((dropped - kept).abs().max().item<double>() > 0.1);
        // Five standard errors of a mean of 512.
        var bound = 5 * dropped.std(0) / Math.Sqrt(512);
        Assert.True(((dropped.mean([0]) - kept[0]).abs() <= bound).all().item<bool>());
    }

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;
}
