using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>Inputs that native code would answer with a crash are refused in C#, with both sides named.</summary>
public class LongformerInputTests
{
    [Fact]
    public void NeitherIdsNorEmbeddings() => Refused(new LongformerInput(), "neither");

    [Fact]
    public void BothIdsAndEmbeddings() => Refused(TinyLongformer.Input() with { InputsEmbeds = zeros(2, 6, 8) }, "both");

    [Fact]
    public void IdsBeyondTheVocabulary() => Refused(Ids(3, 20), "is 20", "0 to 19");

    [Fact]
    public void NegativeIds() => Refused(Ids(3, -1), "is -1", "0 to 19");

    [Fact]
    public void IdsThatAreFloats() => Refused(new LongformerInput { InputIds = ones(1, 2) }, "integers", "Float32");

    [Fact]
    public void IdsWithoutBatch() => Refused(new LongformerInput { InputIds = arange(3) }, "(batch, length)", "(3)");

    [Fact]
    public void NoTokens() => Refused(new LongformerInput { InputIds = zeros(1, 0, dtype: ScalarType.Int64) }, "at least one token");

    [Fact]
    public void SequencesLongerThanThePositions() => Refused(Ids([.. Enumerable.Repeat(3L, 15)]), "A position is 16", "0 to 15", "14 real tokens");

    [Fact]
    public void PositionsBeyondTheTable() => Refused(Ids(3, 4) with { PositionIds = tensor(new long[,] { { 0, 16 } }) }, "is 16", "0 to 15");

    [Fact]
    public void UnknownTokenTypes() => Refused(Ids(3, 4) with { TokenTypeIds = tensor(new long[,] { { 0, 2 } }) }, "is 2", "0 to 1");

    [Fact]
    public void AttentionMaskOfAnotherShape() => Refused(Ids(3, 4) with { AttentionMask = ones(1, 3) }, "AttentionMask", "(1, 2)", "(1, 3)");

    [Fact]
    public void GlobalMaskOfAnotherShape() => Refused(Ids(3, 4) with { GlobalAttentionMask = ones(2) }, "GlobalAttentionMask", "(1, 2)", "(2)");

    [Fact]
    public void EmbeddingsOfAnotherWidth() => Refused(new LongformerInput { InputsEmbeds = zeros(1, 3, 7) }, "(batch, length, 8)", "(1, 3, 7)");

    [Fact]
    public void EmbeddingsOfAnotherType() => Refused(new LongformerInput { InputsEmbeds = zeros(1, 3, 8, dtype: ScalarType.Float64) }, "Float64", "Float32");

    [Fact]
    public void TheLongestSequenceThatFitsIsTaken()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        Assert.Equal([1, 14, 8], model.call(Ids([.. Enumerable.Repeat(3L, 14)])).LastHidden.shape);
    }

    [Fact]
    public void AnyIntegersAndMasksWillDo()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        model.eval();
        var input = TinyLongformer.Input();
        var narrow = input with { InputIds = input.InputIds!.to(ScalarType.Int32), AttentionMask = input.AttentionMask!.to(ScalarType.Bool), GlobalAttentionMask = input.GlobalAttentionMask!.to(ScalarType.Float32) };
        Assert.True(model.call(narrow).LastHidden.Equals(model.call(input).LastHidden));
    }

    private static LongformerInput Ids(params long[] ids) => new() { InputIds = tensor(ids).unsqueeze(0) };

    private static void Refused(LongformerInput input, params string[] parts)
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        var error = Assert.Throws<ArgumentException>(() => model.call(input));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}
