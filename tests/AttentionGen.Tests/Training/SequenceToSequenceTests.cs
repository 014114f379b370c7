using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Training;

/// <summary>An LED learns to write: losses, resumed runs, and a task that it learns whole.</summary>
public class SequenceToSequenceTests : TrainingCase
{
    private static readonly LedConfig s_config = TinyLed.Config with { HiddenSize = 32, EncoderIntermediateSize = 64, DecoderIntermediateSize = 64, InitStd = 0.1, Dropout = 0 };

    private static readonly GenerationConfig s_greedy = new() { MaxLength = 12, DecoderStartTokenId = 2, EosTokenIds = [2], PadTokenId = 1 };

    /// <summary>Eight sequences to be written backwards.</summary>
    private static readonly Example[] s_reversals = [.. Enumerable.Range(0, 8).Select(i =>
    {
        var random = new SeededRandom(11, i);
        int[] letters = [.. Enumerable.Range(0, 5 + (i % 4)).Select(_ => 4 + random.Below(16))];
        return new Example([0, .. letters, 2]) { Labels = [.. letters.Reverse(), 2] };
    })];

    private static LedForConditionalGeneration Fresh(double dropout = 0)
    {
        manual_seed(3);
        return new LedForConditionalGeneration(s_config with { Dropout = dropout }, s_config.CompilePattern());
    }

    [Fact]
    public void The_loss_is_the_mean_over_what_is_written()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var model = Fresh();
        model.eval();
        var objective = new SequenceToSequenceObjective(model);
        var loss = objective.Compute(Batch.Create(s_reversals, padId: 1));
        var single = s_reversals.Select(e => (e.Labels.Length, Result: objective.Compute(Batch.Create([e], padId: 1)))).ToArray();
        double labels = s_reversals.Sum(e => e.Labels.Length);
        Assert.Equal(labels, loss.Weight);
        Assert.Equal(single.Sum(s => s.Length * s.Result.Loss.item<float>()) / labels, loss.Loss.item<float>(), 1e-5);
        Assert.Equal(single.Sum(s => s.Length * s.Result.Metrics["accuracy"].item<double>()) / labels, loss.Metrics["accuracy"].item<double>(), 1e-9);
    }

    [Fact]
    public void The_first_token_is_global_unless_told_otherwise()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh();
        var batch = Batch.Create([new Example([0, .. Enumerable.Range(4, 12), 2]) { Labels = [5, 2] }], padId: 1);
        var first = new SequenceToSequenceObjective(model).Compute(batch).Loss.item<float>();
        Assert.Equal(first, new SequenceToSequenceObjective(model) { GlobalTokens = ids => ids.eq(0).to(ScalarType.Int64) }.Compute(batch).Loss.item<float>());
        Assert.NotEqual(first, new SequenceToSequenceObjective(model) { GlobalTokens = ids => zeros_like(ids) }.Compute(batch).Loss.item<float>());
    }

    /// <summary>Smoothed by s, the loss is (1 - s) times the plain one and s times the mean over the vocabulary.</summary>
    [Fact]
    public void Labels_are_smoothed_in_training_alone()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh();
        var batch = Batch.Create(s_reversals, padId: 1);
        SequenceToSequenceObjective plain = new(model), smooth = new(model) { LabelSmoothing = 0.2 };
        var output = model.call(new LedInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask, GlobalAttentionMask = batch.InputIds.eq(0) }, batch.Labels);
        var even = -output.Logits.log_softmax(-1).mean([-1]).masked_select(batch.Labels.ne(Batch.NoLabel)).mean().item<float>();
        var expected = (0.8 * plain.Compute(batch).Loss.item<float>()) + (0.2 * even);
        Assert.Equal(expected, smooth.Compute(batch).Loss.item<float>(), 1e-5);
        using var noGrad = no_grad();
        Assert.Equal(plain.Compute(batch).Loss.item<float>(), smooth.Compute(batch).Loss.item<float>());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequenceToSequenceObjective(model) { LabelSmoothing = 1 });
    }

    [Fact]
    public void An_example_needs_something_to_write()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh();
        var error = Assert.Throws<TrainingException>(() => new SequenceToSequenceObjective(model).Compute(Batch.Create([new Example([0, 5, 2])], padId: 1)));
        Assert.Contains("3 tokens has no labels", error.Message);
        Assert.Equal(0, new SequenceToSequenceObjective(model).Compute(Batch.Create([new Example([0, 2]) { Labels = [Batch.NoLabel] }], padId: 1)).Weight);
    }

    [Fact]
    public void A_run_of_infilling_goes_on_bit_by_bit()
    {
        var (whole, parts) = (Denoising("whole"), Denoising("parts"));
        Train(whole);
        Assert.True(Train(parts, stop: 3).Cancelled);
        Assert.True(Train(parts, resume: true, stop: 8).Cancelled);
        Assert.False(Train(parts, resume: true).Cancelled);
        AssertSame(whole, parts);

        TrainerOptions Denoising(string run) => Options(run) with { Batches = new BatchOptions { TokenBudget = 60, LabelBudget = 40, Bucket = 16 } };

        static TrainingResult Train(TrainerOptions options, bool resume = false, long stop = long.MaxValue)
        {
            using var scope = NewDisposeScope();
            using var model = Fresh(dropout: 0.1);
            var at = new Stop(stop);
            // Half of them have something to write, the others are to be repaired.
            var texts = new ExampleList(s_reversals.Concat(s_reversals.Select(e => e with { Labels = [] })));
            return new Trainer(model, new SequenceToSequenceObjective(model) { LabelSmoothing = 0.1 }, texts, options)
            {
                Transform = new TextInfilling(3, [0, 2]),
                Observers = [at],
            }.Run(resume, at.Token);
        }
    }

    [Fact]
    public void A_tiny_model_learns_eight_sequences_backwards_and_writes_them()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh();
        var source = new ExampleList(s_reversals);
        var objective = new SequenceToSequenceObjective(model);
        var cancellation = TestContext.Current.CancellationToken;
        new Trainer(model, objective, source, Options() with
        {
            MaxSteps = 200,
            MicroBatches = 1,
            Batches = new BatchOptions { TokenBudget = 100 },
            Schedule = new Schedule { LearningRate = 0.01, WarmupSteps = 20, Decay = Decay.Linear },
        }).Run(cancellation: cancellation);

        using var noGrad = no_grad();
        var measured = new Validation(objective, source).Run(cancellation);
        Assert.InRange(measured["loss"], 0, 0.01);
        Assert.Equal(1, measured["accuracy"]);
        var documents = s_reversals.Select(e => (e.Ids, Decode(e.Labels))).ToArray();
        foreach (var config in new[] { s_greedy, s_greedy with { NumBeams = 3 } })
        {
            var evaluation = new SummaryEvaluation(model, documents, Decode, config) { BatchSize = 3 };
            Assert.Equal(documents.Select(d => d.Item2), evaluation.Write(cancellation));
            Assert.All(evaluation.Run(cancellation), measure => Assert.Equal(1, measure.Value, 1e-12));
        }

        // One letter for each id, apart by blanks, so that ROUGE counts them.
        static string Decode(IEnumerable<int> ids) => string.Join(' ', ids.Where(id => id > 2).Select(id => (char)('a' + id - 3)));
    }

    [Fact]
    public void A_measure_of_summaries_needs_documents_and_can_be_cancelled()
    {
        using var model = Fresh();
        model.eval();
        Assert.Throws<TrainingException>(() => new SummaryEvaluation(model, [], _ => "", s_greedy).Run(CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => new SummaryEvaluation(model, [([0, 5, 2], "f")], _ => "", s_greedy).Run(new CancellationToken(true)));
    }
}
