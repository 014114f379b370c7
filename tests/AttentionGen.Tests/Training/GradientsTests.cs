using AttentionGen.Models.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Training;

public class GradientsTests
{
    [Theory]
    [InlineData(1.0, null, 5, 3, 4)]
    [InlineData(2.0, null, 2.5, 1.5, 2)]
    [InlineData(1.0, 10.0, 5, 3, 4)]
    [InlineData(1.0, 1.0, 5, 0.6, 0.8)]
    [InlineData(2.0, 0.5, 2.5, 0.3, 0.4)]
    public void TheCommonNormIsLimited(double weight, double? limit, double norm, double first, double second)
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(zeros(1)), new(zeros(1)), new(zeros(1))];
        (parameters[0].grad, parameters[1].grad) = (tensor(new[] { 3f }), tensor(new[] { 4f }));
        Assert.Equal(norm, Gradients.Normalize(parameters, weight, limit), 1e-6);
        Assert.Equal(first, parameters[0].grad!.item<float>(), 1e-6);
        Assert.Equal(second, parameters[1].grad!.item<float>(), 1e-6);
        Gradients.Clear(parameters);
        Assert.All(parameters, p => Assert.Null(p.grad));
    }
}
