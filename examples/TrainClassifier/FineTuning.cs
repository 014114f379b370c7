using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;
using Quickstart;
using static TorchSharp.torch;

namespace TrainClassifier;

/// <summary>Third stage: the masked language model learns to tell good reviews from bad ones.</summary>
internal static class FineTuning
{
    public static bool Run(ReviewData data, RunFolder run, string name, int epochs, int maxLength, CancellationToken cancellation)
    {
        var tokenizer = run.LoadTokenizer();
        if (!Directory.Exists(run.Pretrained))
            throw new TrainingException($"{run.Pretrained} is missing: run the command 'pretrain' to its end first, with the same --run.");
        var options = Recipe.FineTuning(run.FineTuning(name), epochs);

        manual_seed(Recipe.Seed);
        using var model = LongformerForSequenceClassification.FromBase(
            run.Pretrained, new LongDocumentPattern(), config => config with { Labels = Recipe.Labels, HiddenDropoutProb = 0.1 });
        var objective = new ClassificationObjective(model);
        var trainer = new Trainer(model, objective, TokenizedReviews.Of(data.Training, tokenizer, maxLength), options)
        {
            Evaluation = new Validation(objective, TokenizedReviews.Of(data.Validation, tokenizer, maxLength), options.Batches with { Shuffle = false }),
            Observers = [new ProgressLine(Console.Error)],
        };
        return !trainer.Run(resume: true, cancellation).Cancelled;
    }
}
