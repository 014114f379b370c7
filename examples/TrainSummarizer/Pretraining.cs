using AttentionGen.Models.Led;
using AttentionGen.Models.Training;
using Quickstart;
using TrainClassifier;
using static TorchSharp.torch;

namespace TrainSummarizer;

/// <summary>Second stage: to write passages out of texts that are read with holes.</summary>
internal static class Pretraining
{
    public static void Run(SummaryData data, RunFolder run, TrainerOptions options, bool copyHeads)
    {
        var tokenizer = run.LoadTokenizer();
        var config = Recipe.Config(tokenizer);
        var passages = new PassageToWrite(tokenizer, Recipe.PassageLength);

        manual_seed(Recipe.Seed);
        using var model = new LedForConditionalGeneration(config, config.CompilePattern());
        if (copyHeads)
            CopyHeads.Set(model);
        Console.Error.WriteLine($"{model.parameters().Sum(p => p.numel()):N0} parameters");
        var objective = new SequenceToSequenceObjective(model);
        var held = TextPieces.Of(data.ValidationPapers.Select(p => p.Whole), tokenizer, Recipe.PieceLengths);
        var trainer = new Trainer(model, objective, TextPieces.Of(data.Texts, tokenizer, Recipe.PieceLengths), options)
        {
            Transform = passages,
            Evaluation = new Validation(objective, held, options.Batches with { Shuffle = false }) { Transform = passages },
            Observers = [new ProgressLine(Console.Error)],
        };
        using var interrupt = new Interrupt();
        if (trainer.Run(resume: true, interrupt.Token).Cancelled)
            throw new OperationCanceledException(interrupt.Token);
        BestModel.Load(run.Pretraining, model);
        RunFolder.Replace(run.Pretrained, folder => model.Save(folder));
    }
}
