using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;

namespace TrainClassifier;

/// <summary>Where the stages leave what the next one needs.</summary>
/// <param name="Path">The folder.</param>
internal sealed record RunFolder(string Path)
{
    /// <summary>vocab.json, merges.txt, tokenizer.json.</summary>
    public string Tokenizer => System.IO.Path.Combine(Path, "tokenizer");

    /// <summary>The masked language model's run.</summary>
    public string Pretraining => System.IO.Path.Combine(Path, "pretraining");

    /// <summary>The best masked language model.</summary>
    public string Pretrained => System.IO.Path.Combine(Path, "pretrained");

    /// <summary>The classifier's run.</summary>
    public string FineTuning(int maxLength) => System.IO.Path.Combine(Path, $"classifier-{maxLength}");

    /// <summary>The best classifier, with its tokenizer, in half precision.</summary>
    public string Classifier(int maxLength) => FineTuning(maxLength) + "-model";

    /// <summary>The tokenizer that the first stage made.</summary>
    public RobertaTokenizer LoadTokenizer() => Directory.Exists(Tokenizer)
        ? RobertaTokenizer.FromPretrained(Tokenizer)
        : throw new TrainingException($"{Tokenizer} is missing: run the command 'vocabulary' first, with the same --run.");

    /// <summary>Fills a folder aside and puts it into place, so that a kill leaves a whole one or none.</summary>
    /// <param name="folder">The folder; an older one is replaced.</param>
    /// <param name="fill">Writes the files into the folder that it is given.</param>
    public static void Replace(string folder, Action<string> fill)
    {
        var aside = folder + ".tmp";
        Remove(aside);
        fill(aside);
        Remove(folder);
        Directory.Move(aside, folder);

        static void Remove(string old)
        {
            if (Directory.Exists(old))
                Directory.Delete(old, recursive: true);
        }
    }
}
