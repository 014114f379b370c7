using AttentionGen.Tests.Cases;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>Scores far from 0 neither overflow nor vanish.</summary>
public class LargeScoreTests
{
    /// <summary>Scores of a standard deviation of 30 and of 3,000, the largest of some 90,000 above 10,000.</summary>
    /// <remarks>
    /// The largest leave most rows one key, with p = 1. Its gradient p (g - d) is 0: the oracle, which sums d of the same g, finds just that, while
    /// d from context and gradient differs by their rounding. Queries are rounded once more, too, by the factor that makes scores powers of two.
    /// </remarks>
    [Theory, InlineData(30, 2), InlineData(3000, 16)]
    public void LargeScoresAgreeWithTheOracle(double scores, double times)
    {
        var pattern = new ThreeFullHeads();
        var scenario = new Scenario("large scores", 1, 300, (_, i) => i > 2, (_, _) => false);
        new OracleRun(pattern, 0, scenario, scores).Check(pattern.Using(AttentionEngine.Simd), $"scores x {scores}", times: times);
    }

    /// <summary>Scores that grow, or fall, by 10 a key up to 10,000 in size: sums over earlier keys are scaled again and again. One key is read alone.</summary>
    [Theory, InlineData(10), InlineData(-10)]
    public void ScoresThatGrowAndFallFindTheLargest(int step)
    {
        using var scope = NewDisposeScope();
        const int length = 2000;
        var pattern = new OneFullHead().Using(AttentionEngine.Simd);
        using var masks = AttentionMasks.Create(1, length);
        Tensor q = zeros(1, length, 1, 8), k = zeros(1, length, 1, 8);
        q[.., .., 0, 0] = Math.Sqrt(8);
        k[0, .., 0, 0] = step * (arange(length) - (length / 2));
        var v = randn([1, length, 1, 8], generator: new Generator(3)).requires_grad_(true);
        var context = pattern.Forward(0, q, k, v, null, masks);
        // The next largest weight is e^-10.
        Assert.True((context - v[0, step > 0 ? length - 1 : 0]).abs().max().item<float>() < 1e-3);
        context.sum().backward();
        Assert.True(v.grad!.isfinite().all().item<bool>());
        Assert.Equal(8.0 * length, v.grad!.sum().item<float>(), 8.0 * length * 1e-5);
    }

    [Theory, InlineData(1e4f), InlineData(-1e4f)]
    public void EqualScoresShareAlike(float score)
    {
        using var scope = NewDisposeScope();
        var pattern = new OneFullHead().Using(AttentionEngine.Simd);
        using var masks = AttentionMasks.Create(1, 500);
        Tensor q = zeros(1, 500, 1, 8), k = zeros(1, 500, 1, 8);
        q[.., .., 0, 0] = Math.Sqrt(8) * score;
        k[.., .., 0, 0] = 1;
        var v = randn([1, 500, 1, 8], generator: new Generator(3));
        var context = pattern.Forward(0, q, k, v, null, masks);
        Assert.True((context - v.mean([1], keepdim: true)).abs().max().item<float>() < 1e-6);
    }
}
