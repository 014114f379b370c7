using AttentionGen.Tests.Models;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>
/// Forward and backward pass drop the same weights: both agree with a dense computation under the mask that a forward pass with other values shows.
/// The bound is that of <see cref="OracleRun"/>.
/// </summary>
[Collection(nameof(TorchGenerator))]
public class DropoutGradientTests
{
    [Theory, InlineData(0.1, false), InlineData(0.5, true), InlineData(0.9, false)]
    public void GradientsAreThoseOfTheMask(double probability, bool globals)
    {
        using var scope = NewDisposeScope();
        using var run = new VectorCase(new WideHeads(), globals: globals);
        Tensor read = DroppedWeights.Of(run, 0, 3) > 0, kept = DroppedWeights.Of(run, probability, 3) > 0;
        manual_seed(3);
        var compiled = run.Run(new DropoutState(probability));
        Tensor[] exact = Dense(ScalarType.Float64), dense = Dense(ScalarType.Float32);
        for (var i = 0; i < exact.Length; i++)
        {
            var allowed = (2 * Norm(dense[i] - exact[i])) + (1e-6 * Norm(exact[i]));
            Assert.InRange(Norm(compiled[i] - exact[i]), 0, allowed);
        }

        // Context and gradients of q, k, v.
        Tensor[] Dense(ScalarType dtype)
        {
            Tensor[] leaves = [.. new[] { run.Q, run.K, run.V }.Select(x => x.to(dtype).detach().clone().requires_grad_(true))];
            var scores = einsum("bihd,bjhd->bhij", leaves[0], leaves[1]) / Math.Sqrt(leaves[0].shape[3]);
            // A row that reads nothing has equal weights, which the last factor takes away.
            var weights = nn.functional.softmax(scores.masked_fill(~read, -1e30), 3) * (read & kept) / (1 - probability);
            var context = einsum("bhij,bjhd->bihd", weights, leaves[2]);
            context.backward([run.Cotangent.to(dtype)]);
            return [context.detach(), .. leaves.Select(x => x.grad!)];
        }
    }

    private static double Norm(Tensor tensor) => tensor.to(ScalarType.Float64).norm().item<double>();
}
