using AttentionGen.Tests.Patterns;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>Inputs that do not fit a pattern are refused in C#, where native code would end the process.</summary>
public class PatternRefusalTests
{
    private static readonly Sliding s_pattern = new(); // 2 layers, 3 heads of 8

    [Fact]
    public void ALayerThatIsNotThere() =>
        Assert.Contains("Sliding has layers 0 to 1", Refusal<ArgumentOutOfRangeException>(() => Forward(layer: 2)));

    [Fact]
    public void AnotherNumberOfHeads() =>
        Assert.Contains("expects k of shape (1, 4, 3, 8) for these masks, but it is (1, 4, 2, 8)", Refusal<ArgumentException>(() => Forward(k: randn(1, 4, 2, 8))));

    [Fact]
    public void AnotherType() =>
        Assert.Contains("q is Float32 on cpu, but v is Float64", Refusal<ArgumentException>(() => Forward(v: randn(1, 4, 3, 8, dtype: ScalarType.Float64))));

    [Fact]
    public void GlobalTokensWithoutProjections() =>
        Assert.Contains("globals must hold the global projections", Refusal<ArgumentException>(() => Forward(globalTokens: ones(1, 4))));

    [Fact]
    public void ProjectionsOfAnotherWidth()
    {
        var narrow = new GlobalInputs(randn(1, 4, 5), randn(24, 5), randn(24), randn(24, 6), randn(24), randn(24, 5), randn(24));
        Assert.Contains("KeyWeight must be (24, 5), but it is (24, 6)", Refusal<ArgumentException>(() => Forward(globalTokens: ones(1, 4), globals: narrow)));
    }

    [Fact]
    public void ProjectionsOfAnotherType()
    {
        var half = new GlobalInputs(randn(1, 4, 5), randn(24, 5), randn(24), randn(24, 5), randn(24), randn(24, 5), randn(24, ScalarType.BFloat16));
        Assert.Contains("q is Float32 on cpu, but ValueBias is BFloat16", Refusal<ArgumentException>(() => Forward(globalTokens: ones(1, 4), globals: half)));
    }

    [Fact]
    public void GlobalTokensThatThePatternDoesNotKnow()
    {
        using var masks = AttentionMasks.Create(1, 4, globalTokens: ones(1, 4));
        var x = randn(1, 4, 2, 8);
        Assert.Contains("WindowPerLayer declares no global tokens", Refusal<ArgumentException>(() => new WindowPerLayer().Forward(0, x, x, x, null, masks)));
    }

    [Fact]
    public void AMaskOfAnotherShape() =>
        Assert.Contains("realTokens must be (1, 4), but it is (1, 5)", Refusal<ArgumentException>(() => AttentionMasks.Create(1, 4, realTokens: ones(1, 5))));

    [Fact]
    public void AnEmptyBatch() =>
        Assert.Contains("at least one sequence and one token, not (1, 0)", Refusal<ArgumentException>(() => AttentionMasks.Create(1, 0)));

    private static void Forward(int layer = 0, Tensor? k = null, Tensor? v = null, Tensor? globalTokens = null, GlobalInputs? globals = null)
    {
        using var masks = AttentionMasks.Create(1, 4, globalTokens: globalTokens);
        var x = randn(1, 4, 3, 8);
        s_pattern.Forward(layer, x, k ?? x, v ?? x, globals, masks);
    }

    private static string Refusal<T>(Action action)
        where T : ArgumentException => Assert.Throws<T>(action).Message;
}
