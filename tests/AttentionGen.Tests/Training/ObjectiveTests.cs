using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Training;

/// <summary>The losses of the Longformer heads, and the best model that a run keeps.</summary>
public class ObjectiveTests : TrainingCase
{
    private static Example Text(int[] ids, params int[] labels) => new(ids) { Labels = labels };

    [Fact]
    public void A_classification_is_the_mean_over_examples()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier(3);
        var objective = new ClassificationObjective(model);
        Example[] texts = [Text([3, 4, 5, 6], 2), Text([3, 7], 0)];
        var loss = objective.Compute(Batch.Create(texts, padId: 1));
        Assert.Equal(2, loss.Weight);
        var single = texts.Select(text => objective.Compute(Batch.Create([text], padId: 1))).ToArray();
        Assert.Equal(single.Average(s => s.Loss.item<float>()), loss.Loss.item<float>(), 1e-5);
        Assert.Equal(single.Average(s => s.Metrics["accuracy"].item<double>()), loss.Metrics["accuracy"].item<double>(), 1e-5);
    }

    [Theory]
    [InlineData, InlineData(1, 2)]
    public void A_classification_needs_one_class_per_example(params int[] labels)
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier(3);
        var error = Assert.Throws<TrainingException>(() => new ClassificationObjective(model).Compute(Batch.Create([Text([3, 4], labels)], padId: 1)));
        Assert.Contains($"{labels.Length} labels", error.Message);
    }

    [Fact]
    public void A_masked_language_model_is_asked_for_labelled_tokens_only()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var model = TinyHeads.MaskedLM();
        Example[] texts = [Text([3, 4, 5, 6], -100, 9, -100, 8), Text([3, 7], -100, 5)];
        var batch = Batch.Create(texts, padId: 1);
        var loss = new MaskedLMObjective(model).Compute(batch);
        Assert.Equal(3, loss.Weight);
        var full = model.call(new() { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask }, batch.Labels);
        Assert.Equal(full.Loss!.item<float>(), loss.Loss.item<float>(), 1e-5);
        var right = full.Logits.argmax(-1).eq(batch.Labels).sum().item<long>() / 3.0;
        Assert.Equal(right, loss.Metrics["accuracy"].item<double>(), 1e-5);
    }

    [Fact]
    public void A_masked_language_model_may_have_global_tokens()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.MaskedLM();
        var batch = Batch.Create([Text([3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [.. Enumerable.Repeat(-100, 9), 9])], padId: 1);
        var without = new MaskedLMObjective(model).Compute(batch).Loss.item<float>();
        var with = new MaskedLMObjective(model) { GlobalTokens = ids => ids.eq(3).to(ScalarType.Int64) }.Compute(batch).Loss.item<float>();
        Assert.NotEqual(without, with);
    }

    [Fact]
    public void A_batch_without_hidden_tokens_weighs_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.MaskedLM();
        Assert.Equal(0, new MaskedLMObjective(model).Compute(Batch.Create([Text([3, 4], -100, -100)], padId: 1)).Weight);
    }

    [Fact]
    public void The_best_model_can_be_loaded()
    {
        using var scope = NewDisposeScope();
        var options = Options() with { EvaluateEvery = 1 };
        var result = Train(options, evaluation: Validate);
        using var model = new TinyClassifier(seed: 99);
        Assert.Equal(result.Best!.Step, BestModel.Load(options.Folder, model));
        model.eval();
        using var noGrad = no_grad();
        Assert.Equal(result.Best.Value, Validate(model).Run(TestContext.Current.CancellationToken)["loss"], 1e-9);
    }

    [Fact]
    public void A_run_that_kept_no_model_says_so()
    {
        var options = Options();
        Train(options);
        using var model = new TinyClassifier();
        Assert.Contains("no best model", Assert.Throws<TrainingException>(() => BestModel.Load(options.Folder, model)).Message);
    }
}
