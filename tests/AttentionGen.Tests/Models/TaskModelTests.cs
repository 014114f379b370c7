using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Parity;
using AttentionGen.Tests.Patterns;
using AttentionGen.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>Models that are generated from declarations (tests/Shared/Patterns), against the same models used by hand.</summary>
public class TaskModelTests : TemporaryFolder
{
    private const int Separator = 2, Padding = 1, Mask = 7;
    private static readonly string s_golden = Goldens.Path("longformer-seqcls");

    /// <summary>Two sequences of different length with separators inside.</summary>
    private static readonly int[][] s_ids = [[0, 11, 12, Separator, 30, 31, 32, 33, 34, 35, 36, Separator], [0, 50, Separator, 51, 52, Separator]];

    private string Folder => Path.GetDirectoryName(PathOf("model.safetensors"))!;

    [Fact]
    public void LogitsLossAndGradientsAreThoseOfTheGoldenFolder()
    {
        using var scope = NewDisposeScope();
        using var inputs = new ParityInputs(s_golden);
        using var model = PlainClassifier.FromPretrained(s_golden);
        using var byHand = LongformerForSequenceClassification.FromPretrained(s_golden, new TaskPattern());
        Assert.False(model.training);
        using var output = model.call(LongformerRun.Batch(inputs), inputs.Get("labels"));
        using var expected = byHand.call(LongformerRun.Batch(inputs), inputs.Get("labels")); // the first token is global there too
        Assert.True(output.Logits.Equals(expected.Logits));
        using var golden = SafetensorsFile.Open(Goldens.Path("longformer-seqcls", "expected.safetensors"));
        Assert.True(output.Logits.allclose(golden.Load("logits"), 1e-4, 1e-5));
        output.Loss!.backward();
        expected.Loss!.backward();
        var gradients = byHand.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad);
        Assert.All(model.named_parameters(), p => Assert.True(p.parameter.grad is { } g ? g.Equals(gradients[p.name]!) : gradients[p.name] is null, p.name));
    }

    /// <summary>The rules are those that Hugging Face's heads follow without a mask.</summary>
    [Fact]
    public void AnswersAndChoicesAreThoseOfTheGoldenFolders()
    {
        using var scope = NewDisposeScope();
        using var answers = new ParityInputs(Goldens.Path("longformer-qa"));
        using var answerer = Answerer.FromPretrained(Goldens.Path("longformer-qa"));
        using var spans = SafetensorsFile.Open(Goldens.Path("longformer-qa", "expected.safetensors"));
        Assert.True(answerer.call(LongformerRun.Batch(answers), null).Logits.select(2, 1).allclose(spans.Load("end_logits"), 1e-4, 1e-5));
        using var choices = new ParityInputs(Goldens.Path("longformer-multiplechoice"));
        using var chooser = Chooser.FromPretrained(Goldens.Path("longformer-multiplechoice"));
        using var logits = SafetensorsFile.Open(Goldens.Path("longformer-multiplechoice", "expected.safetensors"));
        Assert.True(chooser.call(LongformerRun.Batch(choices), null).Logits.allclose(logits.Load("logits"), 1e-4, 1e-5));
    }

    [Fact]
    public void TheTasksRuleChoosesTheGlobalTokens()
    {
        using var scope = NewDisposeScope();
        using var model = QuestionClassifier.FromPretrained(s_golden);
        using var byHand = LongformerForSequenceClassification.FromPretrained(s_golden, new TaskPattern());
        var input = Batch();
        var question = new TaskPattern().GlobalMaskForQuestion(input.InputIds!, Separator);
        Assert.Equal(3 + 2, question.sum().item<long>()); // tokens before the first separators
        var logits = model.call(input, null).Logits;
        Assert.True(logits.Equals(byHand.call(input with { GlobalAttentionMask = question }, null).Logits));
        Assert.False(logits.Equals(byHand.call(input, null).Logits));
    }

    [Fact]
    public void SequencesOfDifferentLengthsGetTheLabelsTheyGetAlone()
    {
        using var model = QuestionClassifier.FromPretrained(s_golden);
        using var byHand = LongformerForSequenceClassification.FromPretrained(s_golden, new TaskPattern());
        var together = model.Predict(s_ids);
        foreach (var (ids, prediction) in s_ids.Zip(together))
        {
            using var scope = NewDisposeScope();
            var one = tensor(ids).to(ScalarType.Int64).unsqueeze(0);
            var logits = byHand.call(new LongformerInput { InputIds = one, GlobalAttentionMask = new TaskPattern().GlobalMaskForQuestion(one, Separator) }, null).Logits;
            var expected = logits.softmax(-1).data<float>().ToArray();
            Assert.All(expected.Zip(prediction.Probabilities), p => Assert.Equal(p.First, p.Second, 1e-5));
            Assert.Equal((QuestionClassifier.Label)Array.IndexOf(expected, expected.Max()), prediction.Label);
            Assert.Equal(prediction.Probabilities[(int)prediction.Label], prediction.Probability);
        }
        using var batch = NewDisposeScope();
        Assert.Equal(together.Select(p => p.Label), model.Predict(Batch()).Select(p => p.Label));
    }

    [Fact]
    public void WithoutDeclaredLabelsThoseOfTheConfigurationAreNamed()
    {
        using var model = PlainClassifier.FromPretrained(s_golden);
        foreach (var prediction in model.Predict(s_ids))
        {
            Assert.Equal(model.Config.Labels[prediction.Index], prediction.Label);
            Assert.Equal(prediction.Probabilities.Max(), prediction.Probability);
            Assert.Equal(1, prediction.Probabilities.Sum(), 1e-12);
        }
    }

    [Fact]
    public void PredictionsLeaveNothingAndAreRefusedInTrainingMode()
    {
        using var model = PlainClassifier.FromPretrained(s_golden);
        var expected = model.Predict(s_ids);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        model.Predict(s_ids);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        model.train();
        Assert.Contains("Call eval()", Assert.Throws<InvalidOperationException>(() => model.Predict(s_ids)).Message);
        Assert.True(model.training);
        model.eval();
        Assert.Equal(expected.Select(p => p.Probability), model.Predict(s_ids).Select(p => p.Probability));
    }

    [Fact]
    public void AModelSavedUnderHuggingFacesNamesLoadsAgain()
    {
        using var scope = NewDisposeScope();
        using var model = QuestionClassifier.FromPretrained(s_golden);
        model.Save(Folder);
        using var saved = SafetensorsFile.Open(PathOf("model.safetensors"));
        using var golden = SafetensorsFile.Open(Goldens.Path("longformer-seqcls", "model.safetensors"));
        Assert.Equal(golden.Names.Order(), saved.Names.Order());
        using var again = QuestionClassifier.FromPretrained(Folder, CPU, ScalarType.Float32);
        Assert.Equal(model.Predict(s_ids).Select(p => p.Probability), again.Predict(s_ids).Select(p => p.Probability));
    }

    /// <summary>The golden encoder under labels that it never had.</summary>
    [Fact]
    public void AFreshHeadHasTheDeclaredLabels()
    {
        using var scope = NewDisposeScope();
        using var model = JsonReviews.FromBase(s_golden, config => config with { HiddenDropoutProb = 0 });
        Assert.Equal(["<not> \"good\"", "very good", "5 stars\\"], model.Config.Labels);
        Assert.Equal(0, model.Config.HiddenDropoutProb);
        using var golden = SafetensorsFile.Open(Goldens.Path("longformer-seqcls", "model.safetensors"));
        var encoder = model.state_dict().Where(t => t.Key.StartsWith("longformer.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(encoder);
        Assert.All(encoder, t => Assert.True(t.Value.Equals(golden.Load(t.Key)), t.Key));
        Assert.All(model.Predict(s_ids), p => Assert.True(Enum.IsDefined(p.Label)));
    }

    [Fact]
    public void MasksAreFilledUnderTheTasksRule()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using (var fresh = new JsonMaskedLM(LongformerConfig.FromFile(Path.Combine(s_golden, "config.json")) with { InitializerRange = 0.5 }))
            fresh.Save(Folder);
        using var model = JsonMaskedLM.FromPretrained(Folder);
        using var byHand = LongformerForMaskedLM.FromPretrained(Folder, new JsonTasks());
        int[][] ids = [[0, 11, Mask, 13, 14, 15, Mask, 17, Separator], [0, 40, 41, Mask, Separator]];
        var filled = model.Predict(ids, Mask, top: 3);
        Assert.Equal([(0, 2), (0, 6), (1, 3)], filled.Select(m => (m.Sequence, m.Position)));
        foreach (var mask in filled)
        {
            var one = tensor(ids[mask.Sequence]).to(ScalarType.Int64).unsqueeze(0);
            var logits = byHand.call(new LongformerInput { InputIds = one, GlobalAttentionMask = new JsonTasks().GlobalMaskForMaskedLm(one) }, null).Logits;
            var expected = logits[0, mask.Position].softmax(-1).data<float>().ToArray();
            Assert.Equal(expected.Select((p, id) => (p, id)).OrderByDescending(p => p.p).Take(3).Select(p => p.id), mask.Candidates.Select(c => c.TokenId));
            Assert.All(mask.Candidates, c => Assert.Equal(expected[c.TokenId], c.Probability, 1e-5));
        }
        Assert.Empty(model.Predict([[0, 11, Separator]], Mask));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        using var scope = NewDisposeScope();
        using var model = QuestionClassifier.FromPretrained(s_golden);
        Refused(() => model.call(Batch() with { GlobalAttentionMask = zeros_like(Batch().InputIds!) }, null), "QuestionClassifier chooses", "GlobalAttentionMask");
        Refused(() => model.call(new LongformerInput { InputsEmbeds = randn(1, 4, 32) }, null), "QuestionClassifier", "InputIds");
        Refused(() => model.Predict([[0, 5, 6]]), "0 separators", "id 2");
        Refused(() => model.Predict([[0, Separator], []]), "Sequence 1 has no token");
        Refused(() => model.Predict([]), "no sequence");
        Refused(() => new QuestionClassifier(model.Config with { Labels = ["yes", "no"] }), "LABEL_0, LABEL_1, LABEL_2", "yes, no");
        Refused(() => JsonReviews.FromPretrained(s_golden), "very good", "LABEL_0");
        Refused(() => new PlainClassifier(TinyLongformer.Config), "TaskPattern");
        using var numbers = new PlainClassifier(model.Config with { Labels = ["score"] });
        Assert.Contains("1 and the problem type", Assert.Throws<InvalidOperationException>(() => numbers.Predict(s_ids)).Message);
    }

    private static LongformerInput Batch()
    {
        var rows = s_ids.Select(ids => ids.Concat(Enumerable.Repeat(Padding, s_ids[0].Length - ids.Length)).ToArray()).ToArray();
        var ids = tensor(rows.SelectMany(r => r).ToArray()).to(ScalarType.Int64).view(2, -1);
        return new LongformerInput { InputIds = ids, AttentionMask = ids.ne(Padding) };
    }

    private static void Refused(Func<object> call, params string[] parts)
    {
        var error = Assert.Throws<ArgumentException>(call);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}
