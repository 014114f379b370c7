using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>The loss of each problem type, by its formula on the model's own logits, and the labels that have none.</summary>
public class ClassificationLossTests
{
    [Theory]
    [InlineData(null), InlineData(ProblemType.SingleLabelClassification)]
    public void IntegersAreClasses(ProblemType? type)
    {
        var (logits, loss) = Run(3, type, tensor(new long[] { 2, 0 }));
        Assert.Equal(Enumerable.Average([CrossEntropy(logits[0], 2), CrossEntropy(logits[1], 0)]), loss, 1e-6);
    }

    [Fact]
    public void ASequenceWithoutLabelDoesNotCount()
    {
        var (logits, loss) = Run(3, null, tensor([-100, 1]));
        Assert.Equal(CrossEntropy(logits[1], 1), loss, 1e-6);
    }

    [Theory]
    [InlineData(null), InlineData(ProblemType.MultiLabelClassification)]
    public void FloatsAreManyLabels(ProblemType? type)
    {
        float[][] labels = [[1, 0, 0.25f], [0, 1, 1]];
        var (logits, loss) = Run(3, type, tensor(new[,] { { 1, 0, 0.25f }, { 0, 1, 1 } }));
        var each = from row in Enumerable.Range(0, 2)
                   from label in Enumerable.Range(0, 3)
                   let p = 1 / (1 + Math.Exp(-logits[row][label]))
                   select -((labels[row][label] * Math.Log(p)) + ((1 - labels[row][label]) * Math.Log(1 - p)));
        Assert.Equal(each.Average(), loss, 1e-6);
    }

    [Fact]
    public void AnExplicitTypeWinsOverTheLabels()
    {
        var (logits, loss) = Run(2, ProblemType.MultiLabelClassification, tensor(new long[,] { { 1, 0 }, { 0, 0 } }));
        double[] each = [Log1pExp(-logits[0][0]), Log1pExp(logits[0][1]), Log1pExp(logits[1][0]), Log1pExp(logits[1][1])];
        Assert.Equal(each.Average(), loss, 1e-6);
    }

    [Theory]
    [InlineData(null, false), InlineData(null, true), InlineData(ProblemType.Regression, false)]
    public void OneLabelIsANumber(ProblemType? type, bool column)
    {
        var labels = tensor(new[] { 2.5f, -1 });
        var (logits, loss) = Run(1, type, column ? labels.unsqueeze(1) : labels);
        Assert.Equal((Square(logits[0][0] - 2.5) + Square(logits[1][0] + 1)) / 2, loss, 1e-5);
    }

    [Fact]
    public void RegressionMayHaveSeveralNumbersAndIntegers()
    {
        var (logits, loss) = Run(2, ProblemType.Regression, tensor(new[,] { { 1, 2 }, { 3, 4 } }));
        double[] each = [Square(logits[0][0] - 1), Square(logits[0][1] - 2), Square(logits[1][0] - 3), Square(logits[1][1] - 4)];
        Assert.Equal(each.Average(), loss, 1e-5);
    }

    [Fact]
    public void LabelsThatDoNotFitAreRefused()
    {
        Refused(3, null, tensor(new long[] { 0, 3 }), "is 3", "0 to 2");
        Refused(3, null, tensor(new long[] { -1, 0 }), "is -1", "0 to 2");
        Refused(3, null, tensor(new long[] { -100, -100 }), "All 2 labels", "no loss");
        Refused(3, null, tensor(new long[] { 0, 1, 2 }), "(2)", "(3)");
        Refused(3, ProblemType.SingleLabelClassification, ones(2), "integers", "Float32");
        Refused(3, null, ones(2), "(2, 3)", "(2)");
        Refused(3, null, full(2, 3, 1.5f), "0 to 1", "1.5");
        Refused(1, null, ones(3), "(2)", "(3)");
        Refused(1, null, ones(2, 2), "(2, 1)", "(2, 2)");
        Refused(3, ProblemType.Regression, ones(2), "(2, 3)", "(2)");
    }

    private static (float[][] Logits, double Loss) Run(int outputs, ProblemType? type, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier(outputs, type);
        // Larger than fresh weights make them, so that a wrong formula shows.
        using (no_grad())
            model.state_dict()["classifier.out_proj.weight"].mul_(200);
        using var output = model.call(TinyLongformer.Input(), labels);
        Assert.Equal([2, outputs], output.Logits.shape);
        var flat = output.Logits.detach().data<float>().ToArray();
        return ([.. flat.Chunk(outputs)], output.Loss!.item<float>());
    }

    private static void Refused(int outputs, ProblemType? type, Tensor labels, params string[] parts)
    {
        var error = Assert.Throws<ArgumentException>(() => Run(outputs, type, labels));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    private static double CrossEntropy(float[] logits, int label) => Math.Log(logits.Sum(l => Math.Exp(l))) - logits[label];

    private static double Log1pExp(double x) => Math.Log(1 + Math.Exp(x));

    private static double Square(double x) => x * x;
}
