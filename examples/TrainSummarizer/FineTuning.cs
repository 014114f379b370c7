using AttentionGen.Models.Led;
using AttentionGen.Models.Training;
using Quickstart;
using TrainClassifier;
using static TorchSharp.torch;

namespace TrainSummarizer;

/// <summary>Third stage: from writing passages to writing summaries.</summary>
internal static class FineTuning
{
    /// <summary>The finished model's folder.</summary>
    public static string Folder(RunFolder run) => Path.Combine(run.Path, "summarizer");

    public static void Run(SummaryData data, RunFolder run, TrainerOptions options, int length)
    {
        var tokenizer = run.LoadTokenizer();
        if (!Directory.Exists(run.Pretrained))
            throw new TrainingException($"{run.Pretrained} is missing: run the command 'pretrain' to its end first, with the same --run.");

        manual_seed(Recipe.Seed);
        using var model = LedForConditionalGeneration.FromBase(run.Pretrained, change: config => config with { Dropout = Recipe.FineTuningDropout });
        var objective = new SequenceToSequenceObjective(model) { LabelSmoothing = Recipe.LabelSmoothing };
        var trainer = new Trainer(model, objective, Examples(data.Papers, data.Meetings), options)
        {
            Evaluation = new Validation(objective, Examples(data.ValidationPapers, data.ValidationMeetings), options.Batches with { Shuffle = false }),
            Observers = [new ProgressLine(Console.Error)],
        };
        using var interrupt = new Interrupt();
        if (trainer.Run(resume: true, interrupt.Token).Cancelled)
            throw new OperationCanceledException(interrupt.Token);
        BestModel.Load(options.Folder, model);
        RunFolder.Replace(Folder(run), folder =>
        {
            model.Save(folder, ScalarType.Float16);
            Recipe.Generation(tokenizer).Save(folder);
            // tokenizer.json has all that vocab.json and merges.txt have.
            foreach (var file in Directory.GetFiles(run.Tokenizer, "tokenizer*.json"))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        });

        ExampleList Examples(Paper[] papers, Meeting[] meetings) =>
            TokenizedDocuments.Of(SummaryData.Documents(papers, meetings), tokenizer, length, Recipe.MaxTarget);
    }
}
