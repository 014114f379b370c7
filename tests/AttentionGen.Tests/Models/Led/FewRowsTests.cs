using AttentionGen.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Led;

/// <summary>The quick way over few rows is the usual one, but for rounding.</summary>
public class FewRowsTests
{
    [Theory]
    [InlineData(1, 1), InlineData(2, 1), InlineData(1, 3), InlineData(2, 4), InlineData(3, 3)]
    public void EveryNumberOfRowsGivesTheSame(long batch, long rows)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var layer = nn.Linear(7, 5);
        foreach (var states in new[] { randn(batch, rows, 7), randn(batch, 7, rows).transpose(1, 2) })
        {
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            var quick = FewRows.Linear(layer, states);
            Assert.Equal(before + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            Assert.Equal([batch, rows, 5], quick.shape);
            Assert.True(quick.is_contiguous());
            Assert.InRange((quick - layer.call(states)).abs().max().item<float>(), 0, 1e-6);
        }
    }

    [Fact]
    public void GradientsTakeTheUsualWay()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(7, 5);
        FewRows.Linear(layer, ones(1, 7)).sum().backward();
        Assert.Equal([5, 7], layer.weight!.grad!.shape);
        layer.weight.grad.Dispose();
        layer.bias!.grad!.Dispose();
    }
}
