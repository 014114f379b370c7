using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Training;

/// <summary>A Longformer learns to name hidden tokens, and goes on bit by bit.</summary>
public class LongformerTrainingTests : TrainingCase
{
    /// <summary>Word embeddings tied to the output, as in a masked language model.</summary>
    private sealed class Objective(LongformerModel model) : IObjective
    {
        public BatchLoss Compute(Batch batch)
        {
            var hidden = model.call(new LongformerInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask }).LastHidden;
            var table = model.get_parameter("embeddings.word_embeddings.weight")!;
            var logits = nn.functional.linear(hidden, table); // (batch, length, vocabulary)
            var loss = nn.functional.cross_entropy(logits.flatten(0, 1), batch.Labels.flatten());
            return new BatchLoss(loss, batch.Labels.ne(Batch.NoLabel).sum().item<long>());
        }
    }

    private static (TrainingResult Result, double[] Losses) Train(TrainerOptions options, bool resume = false, long stop = long.MaxValue)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = TinyLongformer.Create(TinyLongformer.Config with { HiddenSize = 16, IntermediateSize = 32, InitializerRange = 0.2 });
        var (at, losses) = (new Stop(stop), new List<double>());
        // Each text counts on from its first token, so that neighbours tell a hidden one.
        var texts = new ExampleList(Enumerable.Range(0, 30).Select(i => new Example([0, .. Enumerable.Range(0, 5 + (i % 7)).Select(t => 4 + ((i + t) % 15)), 2])));
        var trainer = new Trainer(model, new Objective(model), texts, options)
        {
            Transform = new MaskedTokens(maskId: 3, vocabSize: 20, [0, 1, 2], share: 0.3),
            Observers = [at, new Losses(losses)],
        };
        return (trainer.Run(resume, at.Token), [.. losses]);
    }

    private sealed class Losses(List<double> losses) : ITrainingObserver
    {
        public void Stepped(StepReport report) => losses.Add(report.Loss ?? 0);
    }

    [Fact]
    public void TheLossFallsAndARunGoesOnBitByBit()
    {
        var (whole, parts) = (Options("whole") with { MaxSteps = 40 }, Options("parts") with { MaxSteps = 40 });
        (whole, parts) = (whole with { Schedule = whole.Schedule with { LearningRate = 0.02 } }, parts with { Schedule = whole.Schedule with { LearningRate = 0.02 } });
        var losses = Train(whole).Losses;
        Assert.True(losses[^10..].Average() < 0.8 * losses[..5].Average(), string.Join(" ", losses));
        Assert.True(Train(parts, stop: 17).Result.Cancelled);
        Assert.False(Train(parts, resume: true).Result.Cancelled);
        AssertSame(whole, parts);
    }
}
