using AttentionGen.Models.Tokenization;
using TrainClassifier;

namespace ConvertRoberta;

/// <summary>First stage: a byte-level BPE vocabulary of the documents to learn from.</summary>
internal static class Vocabulary
{
    public static void Run(LongDocuments data, RunFolder run)
    {
        var trained = BpeTrainer.Train(data.Training, Recipe.VocabularySize);
        RunFolder.Replace(run.Tokenizer, trained.Save);
        Console.WriteLine($"{trained.Tokens.Count:N0} tokens: {run.Tokenizer}");
    }
}
