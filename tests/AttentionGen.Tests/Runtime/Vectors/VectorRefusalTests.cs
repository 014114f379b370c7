using AttentionGen.Dynamic;
using AttentionGen.Tests.Patterns;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>What vector kernels do not compute: refused where they were asked for, left to library operations otherwise.</summary>
public class VectorRefusalTests
{
    private const string Wide = """{ "name": "WideHeadsOf264", "layers": 1, "heads": 1, "headSize": 264, "window": 4 }""";

    [Theory, InlineData(ScalarType.Float64), InlineData(ScalarType.BFloat16), InlineData(ScalarType.Float16)]
    public void OtherTypesAreRefusedByName(ScalarType type)
    {
        var error = Assert.Throws<ArgumentException>(() => Forward(new WindowPerLayer(), AttentionEngine.Simd, type));
        Assert.Contains("WindowPerLayer: Simd computes float32 on the CPU, but q is " + type, error.Message);
    }

    [Theory, InlineData(ScalarType.Float64), InlineData(ScalarType.BFloat16)]
    public void OtherTypesAreLeftToOperations(ScalarType type)
    {
        var context = Forward(new WindowPerLayer(), AttentionEngine.Auto, type);
        Assert.Equal(type, context.dtype);
        Assert.True(VectorCase.Same(Forward(new WindowPerLayer(), AttentionEngine.Ops, type), context));
    }

    [Fact]
    public void Float32IsComputedByVectors()
    {
        var context = Forward(new WindowPerLayer(), AttentionEngine.Auto, ScalarType.Float32);
        Assert.True(VectorCase.Same(Forward(new WindowPerLayer(), AttentionEngine.Simd, ScalarType.Float32), context));
        Assert.Equal("Simd", new WindowPerLayer().Card.Engine);
    }

    [Fact]
    public void APatternKnowsItsEngine()
    {
        var pattern = new WindowPerLayer();
        Assert.Equal(AttentionEngine.Auto, pattern.Engine);
        Assert.Equal(AttentionEngine.Ops, pattern.Using(AttentionEngine.Ops).Engine);
        Assert.Equal(AttentionEngine.Auto, pattern.Engine); // the same pattern as before
    }

    [Fact]
    public void WideHeadsAreLeftToOperations()
    {
        var pattern = PatternCompiler.FromText(Wide);
        Assert.Equal("Ops", pattern.Card.Engine);
        Assert.Contains(pattern.Card.Refusals, refusal => refusal is ("Simd", "its heads of 264 are wider than 256"));
        Assert.True(VectorCase.Same(Forward(pattern, AttentionEngine.Auto, ScalarType.Float32), Forward(pattern, AttentionEngine.Ops, ScalarType.Float32)));
    }

    [Fact]
    public void WideHeadsAreRefusedWhereVectorsAreAskedFor()
    {
        var error = Assert.Throws<ArgumentException>(() => PatternCompiler.FromText(Wide).Using(AttentionEngine.Simd));
        Assert.Contains("WideHeadsOf264: Simd cannot compute it, since its heads of 264 are wider than 256", error.Message);
    }

    private static Tensor Forward(AttentionPattern pattern, AttentionEngine engine, ScalarType type)
    {
        using var masks = AttentionMasks.Create(1, 6);
        var x = randn([1, 6, pattern.Card.Heads, pattern.Card.HeadSize], generator: new Generator(1)).to(type);
        return pattern.Using(engine).Forward(0, x, x, x, null, masks);
    }
}
