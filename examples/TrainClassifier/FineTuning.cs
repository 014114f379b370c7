using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;
using Quickstart;
using static TorchSharp.torch;

namespace TrainClassifier;

/// <summary>Third stage: the masked language model learns to tell good reviews from bad ones.</summary>
internal static class FineTuning
{
    public static void Run(ReviewData data, RunFolder run, int maxLength, int checkpointEvery)
    {
        var tokenizer = run.LoadTokenizer();
        if (!Directory.Exists(run.Pretrained))
            throw new TrainingException($"{run.Pretrained} is missing: run the command 'pretrain' to its end first, with the same --run.");
        var options = Recipe.FineTuning(run.FineTuning(maxLength)) with { CheckpointEvery = checkpointEvery };

        manual_seed(Recipe.Seed);
        using var model = LongformerForSequenceClassification.FromBase(
            run.Pretrained, new LongDocumentPattern(), config => config with { Labels = Recipe.Labels, HiddenDropoutProb = Recipe.FineTuningDropout });
        var objective = new ClassificationObjective(model);
        var trainer = new Trainer(model, objective, TokenizedReviews.Of(data.Training, tokenizer, maxLength), options)
        {
            Evaluation = new Validation(objective, TokenizedReviews.Of(data.Validation, tokenizer, maxLength), options.Batches with { Shuffle = false }),
            Observers = [new ProgressLine(Console.Error)],
        };
        using var interrupt = new Interrupt();
        if (trainer.Run(resume: true, interrupt.Token).Cancelled)
            throw new OperationCanceledException(interrupt.Token);
        BestModel.Load(run.FineTuning(maxLength), model);
        RunFolder.Replace(run.Classifier(maxLength), folder =>
        {
            model.Save(folder, ScalarType.Float16);
            foreach (var file in Directory.GetFiles(run.Tokenizer))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        });
    }
}
