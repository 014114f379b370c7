using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Robustness;

/// <summary>
/// Weights that are no numbers: outputs of a forward pass are NaN, as in every library, and no answer is read out of them. A checkpoint
/// is not searched for them when it is loaded.
/// </summary>
public class DamagedWeightTests : TinyTokenizer
{
    private const string Weight = "longformer.encoder.layer.1.output.dense.weight";

    [Theory]
    [InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void Texts_get_no_label(float value)
    {
        using var classifier = RobustClassifier.In(Folder, model => Damage(model, value, Weight));
        foreach (var read in (Action[])[() => classifier.Classify("low"), () => classifier.Explain("low low")])
        {
            var message = Assert.Throws<NotFiniteNumberException>(read).Message;
            Assert.Contains($"Its parameter {Weight} holds such values itself: the checkpoint is damaged.", message);
        }
    }

    [Fact]
    public void Several_damaged_parameters_are_counted()
    {
        using var model = TinyHeads.Classifier(RobustClassifier.Config);
        Damage(model, float.NaN, Weight, "classifier.dense.bias");
        var message = Assert.Throws<NotFiniteNumberException>(() => model.Predict([[0, 5, 2]])).Message;
        Assert.Contains($"2 of its parameters hold such values themselves, the first {Weight}", message);
    }

    [Fact]
    public void Masks_get_no_word()
    {
        using var model = TinyHeads.MaskedLM();
        Damage(model, float.NaN, "lm_head.dense.bias");
        Assert.Contains("lm_head.dense.bias", Assert.Throws<NotFiniteNumberException>(() => model.Predict([[0, 5, 6, 2]], maskId: 6)).Message);
    }

    [Fact]
    public void Finite_weights_that_overflow_are_told_apart()
    {
        using var model = TinyHeads.Classifier(RobustClassifier.Config);
        using (no_grad())
        {
            model.get_parameter("classifier.dense.weight")!.zero_();
            model.get_parameter("classifier.dense.bias")!.fill_(10); // tanh makes 1 of it, and the sum of eight greatest numbers is none
            model.get_parameter("classifier.out_proj.weight")!.fill_(float.MaxValue);
        }
        Assert.Contains("Its parameters are finite", Assert.Throws<NotFiniteNumberException>(() => model.Predict([[0, 5, 2]])).Message);
    }

    [Fact]
    public void A_forward_pass_says_NaN()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier(RobustClassifier.Config);
        Damage(model, float.NaN, Weight);
        Assert.True(model.call(new LongformerInput { InputIds = tensor(new long[,] { { 0, 5, 2 } }) }, null).Logits.isnan().all().item<bool>());
    }

    private static void Damage(nn.Module model, float value, params string[] names)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var name in names)
            model.get_parameter(name)!.flatten()[0].fill_(value);
    }
}
