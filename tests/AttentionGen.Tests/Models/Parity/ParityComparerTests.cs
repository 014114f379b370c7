using AttentionGen.Models.Parity;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Parity;

/// <summary>The comparer itself: what it must not let pass.</summary>
public class ParityComparerTests
{
    [Fact]
    public void WhatIsNotProducedFails() => Check(false, ones(2), null);

    [Fact]
    public void AnotherShapeFails() => Check(false, ones(2), ones(1, 2));

    [Fact]
    public void NotANumberFails() => Check(false, ones(2), tensor(new[] { 1, float.NaN }));

    [Fact]
    public void SmallRelativeDifferencesPass() => Check(true, tensor(new[] { 1000f, 0 }), tensor(new[] { 1000f, 0.01f }));

    [Fact]
    public void LargeRelativeDifferencesFail() => Check(false, tensor(new[] { 1000f, 0 }), tensor(new[] { 1000f, 0.03f }));

    [Fact]
    public void RoundingAroundZeroPasses() => Check(true, tensor(new[] { 1e-6f }), tensor(new[] { -1e-6f }));

    [Fact]
    public void NoiseThatIsTooLargeFails() => Check(false, tensor(new[] { 1e-6f }), tensor(new[] { 2e-5f }));

    [Fact]
    public void IntegersMustBeEqual() => Check(false, tensor(new[] { 100000000L }), tensor(new[] { 100000001L }));

    [Fact]
    public void AnEmptyReportIsNoSuccess() => Assert.False(new ParityReport("nothing", []).Passed);

    private static void Check(bool passes, Tensor expected, Tensor? actual)
    {
        using var scope = NewDisposeScope();
        var line = ParityComparer.Compare("t", expected, actual, new ParityTolerance());
        Assert.Equal(passes, line.Passed);
        Assert.StartsWith(passes ? "ok" : "FAIL", line.ToString());
    }
}
