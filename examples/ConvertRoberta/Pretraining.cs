using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;
using Quickstart;
using TrainClassifier;
using static TorchSharp.torch;

namespace ConvertRoberta;

/// <summary>Second stage: a masked language model of RoBERTa's shape, full attention over 512 tokens, saved as a RoBERTa folder.</summary>
internal static class Pretraining
{
    public static void Run(LongDocuments data, RunFolder run, long steps)
    {
        var tokenizer = run.LoadTokenizer();
        var masked = Recipe.Masked(tokenizer);
        var options = Recipe.Pretraining(run.Pretraining, steps);
        var config = Recipe.Source(tokenizer);

        manual_seed(Recipe.Seed);
        using var model = new LongformerForMaskedLM(config, new FullAttention(config.CompilePattern()));
        NeighbourHeads.Set(model.Longformer);
        var objective = new MaskedLMObjective(model);
        var trainer = new Trainer(model, objective, Pieces.Of(data.Training, tokenizer, Recipe.ShortLength), options)
        {
            Transform = masked,
            Evaluation = new Validation(objective, Pieces.Of(data.Validation, tokenizer, Recipe.ShortLength), options.Batches with { Shuffle = false }) { Transform = masked },
            Observers = [new ProgressLine(Console.Error)],
        };
        using var interrupt = new Interrupt();
        if (trainer.Run(resume: true, interrupt.Token).Cancelled)
            throw new OperationCanceledException(interrupt.Token);
        RunFolder.Replace(run.Pretrained, folder => RobertaFolder.Save(folder, model, run.Tokenizer));
    }
}
