using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>NaN goes where the pattern lets it, and no further.</summary>
public class NotANumberTests
{
    [Theory, InlineData(0), InlineData(100), InlineData(229)]
    public void AQuerySpoilsItsOwnRowOnly(int token)
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads(), batch: 1);
        var q = run.Q.clone();
        q[0, token, 1] = float.NaN;
        Tensor clean = run.Run()[0], spoilt = run.Run(q, run.K, run.V, run.Cotangent)[0];
        Assert.True(spoilt[0, token, 1].isnan().all().item<bool>());
        spoilt[0, token, 1] = clean[0, token, 1];
        Assert.True(VectorCase.Same(spoilt, clean));
    }

    /// <summary>Whatever stands in padded tokens: queries, keys, values, and the gradient that comes back.</summary>
    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(3e38f)]
    public void PaddedTokensSpoilNothing(float anything)
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        var padded = run.Real.logical_not().unsqueeze(-1).unsqueeze(-1);
        Tensor With(Tensor x, float value) => x.masked_fill(padded, value);
        var expected = run.Run(With(run.Q, 0), With(run.K, 0), With(run.V, 0), With(run.Cotangent, 0));
        var spoilt = run.Run(With(run.Q, anything), With(run.K, anything), With(run.V, anything), With(run.Cotangent, anything));
        VectorCase.AssertSame(expected, spoilt);
        Assert.All(spoilt, tensor => Assert.Equal(0, tensor.masked_select(padded.expand(tensor.shape)).abs().max().item<float>()));
    }

    /// <summary>A key that many read spoils the rows that read it.</summary>
    [Fact]
    public void AKeySpoilsItsReadersRows()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads(), batch: 1);
        var k = run.K.clone();
        k[0, 100, 0] = float.NaN;
        var spoilt = run.Run(run.Q, k, run.V, run.Cotangent)[0][0, .., 0].isnan().any(1); // a window of 96: 48 to each side
        Assert.True(spoilt[52..149].all().item<bool>());
    }
}
