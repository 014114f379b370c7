using AttentionGen.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>A pass leaves its results and nothing else, of C#'s tensors and of memory.</summary>
[Collection(nameof(TorchGenerator))] // watches the memory of the process
public class LeakTests
{
    private const int WarmUp = 20, Passes = 200;

    /// <summary>Any of a pass's tensors kept would be 90 MB.</summary>
    private const long Slack = 32 << 20;

    private static readonly DropoutState s_dropout = new(0.1);

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Theory, InlineData(false), InlineData(true)]
    public void AForwardPassLeavesOneTensor(bool gradients)
    {
        using var run = new VectorCase(new WideHeads());
        using var q = run.Q.detach().requires_grad_(gradients);
        var before = Live;
        var context = run.Pattern.Forward(0, q, run.K, run.V, null, run.Masks, s_dropout);
        Assert.Equal(before + 1, Live);
        context.Dispose();
        Assert.Equal(before, Live);
    }

    /// <summary>Outside of any scope, where nothing else would free what is left: three gradients wait for the next pass of this thread.</summary>
    [Fact]
    public void BackwardPassesLeaveOneSetOfGradients()
    {
        using var run = new VectorCase(new WideHeads());
        using var q = run.Q.detach().requires_grad_(true);
        long? before = null;
        for (var pass = 0; pass < 3; pass++)
        {
            using (var context = run.Pattern.Forward(0, q, run.K, run.V, null, run.Masks, s_dropout))
                context.backward([run.Cotangent]);
            Assert.Equal(before ??= Live, Live);
        }
    }

    /// <summary>A scope around a training step does not keep what its layers need no more.</summary>
    [Fact]
    public void ManyLayersLeaveOneSetOfGradients()
    {
        using var run = new VectorCase(new WideHeads());
        using var scope = NewDisposeScope();
        var context = run.Q.detach().requires_grad_(true);
        for (var layer = 0; layer < 6; layer++)
            context = run.Pattern.Forward(0, context, context, run.V, null, run.Masks);
        var before = Live;
        context.backward([run.Cotangent]);
        Assert.InRange(Live - before, 0, 3);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void ManyPassesLeaveNoMemory(bool backward)
    {
        using var run = new VectorCase(new WideHeads(), batch: 2, length: 300); // 450 kB a tensor
        using var q = run.Q.detach().requires_grad_(backward);
        void Pass()
        {
            using var context = run.Pattern.Forward(0, q, run.K, run.V, null, run.Masks, s_dropout);
            if (backward)
                context.backward([run.Cotangent]);
        }
        for (var pass = 0; pass < WarmUp; pass++)
            Pass();
        var before = Resident();
        for (var pass = 0; pass < Passes; pass++)
            Pass();
        Assert.InRange(Resident() - before, long.MinValue, Slack);
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
