using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;
using Quickstart;
using static TorchSharp.torch;

namespace TrainClassifier;

/// <summary>Second stage: a masked language model of all training reviews, labelled or not.</summary>
internal static class Pretraining
{
    private const int ValidationReviews = 500;

    public static void Run(ReviewData data, RunFolder run, long steps, int checkpointEvery)
    {
        var tokenizer = run.LoadTokenizer();
        var special = tokenizer.Special.All.Select(t => t.Id);
        var masked = new MaskedTokens(tokenizer.Special.Mask.Id, tokenizer.VocabularySize, special, Recipe.MaskedShare);
        var pattern = new LongDocumentPattern();
        var texts = TokenizedReviews.Of(data.Unlabelled.Concat(data.Training), tokenizer, Recipe.MaxLength);
        var options = Recipe.Pretraining(run.Pretraining, steps) with { CheckpointEvery = checkpointEvery };

        manual_seed(Recipe.Seed);
        using var model = new LongformerForMaskedLM(Recipe.Config(tokenizer), pattern);
        NeighbourHeads.Set(model.Longformer);
        // The first token reads and is read by all, as it will when it classifies.
        var objective = new MaskedLMObjective(model) { GlobalTokens = pattern.GlobalMaskForClassification };
        var validation = new Validation(
            objective, TokenizedReviews.Of(data.Validation.Take(ValidationReviews), tokenizer, Recipe.MaxLength), options.Batches with { Shuffle = false }) { Transform = masked };
        var trainer = new Trainer(model, objective, texts, options)
        {
            Transform = masked,
            Evaluation = validation,
            Observers = [new ProgressLine(Console.Error)],
        };
        using var interrupt = new Interrupt();
        if (trainer.Run(resume: true, interrupt.Token).Cancelled)
            throw new OperationCanceledException(interrupt.Token);
        BestModel.Load(run.Pretraining, model);
        RunFolder.Replace(run.Pretrained, folder => model.Save(folder));
    }
}
