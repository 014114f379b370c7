using AttentionGen.Kernels.Vectors;
using AttentionGen.Tests.Models;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>Which weights are dropped: as many as asked for, and by nothing but the seed and the place of the weight.</summary>
[Collection(nameof(TorchGenerator))]
public class DropoutMaskTests
{
    [Theory, InlineData(0.1), InlineData(0.5), InlineData(0.9)]
    public void DroppedWeightsAreMadeUpForByTheOthers(double probability)
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads(), globals: true);
        Tensor whole = DroppedWeights.Of(run, 0, 1), left = DroppedWeights.Of(run, probability, 1);
        Tensor read = whole > 0, kept = left > 0;
        Assert.False((kept & ~read).any().item<bool>());
        var scaled = whole / (1 - probability);
        Assert.True(((left - scaled).abs() <= 1e-6 * scaled)[kept].all().item<bool>());
        AssertShare(probability, ~kept, read);
        // Global columns, which kernels read apart, as well.
        AssertShare(probability, ~kept[.., .., .., 5], read[.., .., .., 5]);
    }

    /// <summary>Two decisions that have nothing to do with each other agree with a chance of p^2 + (1 - p)^2.</summary>
    [Theory, InlineData(0.1), InlineData(0.5)]
    public void DecisionsAreIndependent(double probability)
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads());
        Tensor read = DroppedWeights.Of(run, 0, 1) > 0, kept = DroppedWeights.Of(run, probability, 1) > 0, other = DroppedWeights.Of(run, probability, 2) > 0;
        var agree = (probability * probability) + ((1 - probability) * (1 - probability));
        AssertShare(agree, kept == other, read); // seeds
        foreach (var dimension in new[] { 0, 1, 2, 3 }) // sequences, heads, queries, keys
        {
            Tensor First(Tensor x) => x.narrow(dimension, 0, x.shape[dimension] - 1);
            Tensor Next(Tensor x) => x.narrow(dimension, 1, x.shape[dimension] - 1);
            AssertShare(agree, First(kept) == Next(kept), First(read) & Next(read));
        }
        Tensor Square(Tensor x, int from) => x.narrow(2, from, 229).narrow(3, from, 229);
        AssertShare(agree, Square(kept, 0) == Square(kept, 1), Square(read, 0) & Square(read, 1)); // along the band
    }

    [Fact]
    public void ASeedRepeatsTheMask()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads(), globals: true);
        Tensor[] Run(long? seed)
        {
            if (seed is { } value)
                manual_seed(value);
            return run.Run(new DropoutState(0.1));
        }
        Tensor[] first = Run(1), next = Run(null), again = Run(1);
        VectorCase.AssertSame(first, again);
        Assert.All(first.Zip(next), pair => Assert.False(VectorCase.Same(pair.First, pair.Second)));
        Assert.False(VectorCase.Same(first[0], Run(2)[0]));
        VectorCase.AssertSame(run.Run(), run.Run(new DropoutState(0)));
    }

    [Fact]
    public void TheWidthOfVectorsDoesNotDecide()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads(), globals: true);
        var expected = DroppedWeights.Of(run, 0.3, 1) > 0;
        foreach (var bits in Width.All)
        {
            using var width = new WidthOf(bits);
            Assert.True(VectorCase.Same(expected, DroppedWeights.Of(run, 0.3, 1) > 0), $"{bits} bits");
        }
    }

    [Fact]
    public void ThreadsDoNotDecide()
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads(), globals: true);
        Tensor[] Run(int count)
        {
            using var threads = new TorchThreads(count);
            manual_seed(1);
            return run.Run(new DropoutState(0.1));
        }
        var alone = Run(1);
        VectorCase.AssertSame(alone, Run(2));
        VectorCase.AssertSame(alone, Run(3));
    }

    /// <summary>The share of those asked, to five standard errors.</summary>
    private static void AssertShare(double expected, Tensor decisions, Tensor asked)
    {
        var (yes, all) = ((decisions & asked).sum().item<long>(), asked.sum().item<long>());
        var error = 5 * Math.Sqrt(expected * (1 - expected) / all);
        Assert.InRange((double)yes / all, expected - error, expected + error);
    }
}
