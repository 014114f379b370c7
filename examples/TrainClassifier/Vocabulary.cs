using System.Diagnostics;
using AttentionGen.Models.Tokenization;

namespace TrainClassifier;

/// <summary>First stage: a byte-level BPE vocabulary of the reviews.</summary>
internal static class Vocabulary
{
    public static void Run(ReviewData data, RunFolder run)
    {
        var watch = Stopwatch.StartNew();
        var trained = BpeTrainer.Train(data.Unlabelled.Concat(data.Training).Select(r => r.Text), Recipe.VocabularySize);
        RunFolder.Replace(run.Tokenizer, trained.Save);
        Console.WriteLine($"{trained.Tokens.Count:N0} tokens, {trained.Merges.Count:N0} merges in {watch.Elapsed.TotalSeconds:N0} s: {run.Tokenizer}");
    }
}
