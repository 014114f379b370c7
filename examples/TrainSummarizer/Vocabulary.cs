using AttentionGen.Models.Tokenization;
using TrainClassifier;

namespace TrainSummarizer;

/// <summary>First stage: a byte-level BPE vocabulary of the texts to learn from.</summary>
internal static class Vocabulary
{
    public static void Run(SummaryData data, RunFolder run, int size)
    {
        var trained = BpeTrainer.Train(data.Texts, size);
        RunFolder.Replace(run.Tokenizer, trained.Save);
        Console.WriteLine($"{trained.Tokens.Count:N0} tokens: {run.Tokenizer}");
    }
}
