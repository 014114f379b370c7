using AttentionGen.Models.Tasks;
using AttentionGen.Reference;

namespace Quickstart;

/// <summary>Reads documents one by one, each beside dense attention.</summary>
internal static class DocumentRun
{
    // Float32 sums in another order differ by about 1e-6.
    private const double Tolerance = 1e-4;

    /// <summary>Reads files and prints what the model makes of them.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="paths">The files.</param>
    /// <param name="cut">Whether only the beginning of what is too long shall be read.</param>
    /// <exception cref="Refusal">A file cannot be used (then none is read), or the compiled pattern and the oracle differ.</exception>
    public static void Run(string folder, IReadOnlyList<string> paths, bool cut)
    {
        var pattern = new LongDocumentPattern();
        using var classifier = TextClassifier.FromPretrained(folder, pattern);
        // All are looked at before the first is read.
        var documents = paths.Select(path => (Path: path, Text: Text(path, classifier, cut))).ToArray();
        int? cutAt = cut ? classifier.MaxLength : null;

        Report.Pattern(pattern);
        foreach (var (path, text) in documents)
        {
            Report.Document(Path.GetFileName(path), classifier.Explain(text, cutAt: cutAt));
            var compiled = Trial.Run(folder, pattern, text, cutAt);
            var oracle = Trial.Run(folder, new ReferencePattern(pattern), text, cutAt);
            Report.Trials(compiled, oracle, full: Trial.Run(folder, new FullAttention(pattern), text, cutAt));
            if (compiled.Result.Probabilities.Zip(oracle.Result.Probabilities, (a, b) => Math.Abs(a - b)).Max() is var difference && !(difference <= Tolerance))
                throw new Refusal(ExitCode.Disagreement, $"The compiled pattern's probabilities differ from the dense oracle's by {difference:0.0e+0}, more than {Tolerance}: please report it.");
        }
    }

    private static string Text(string path, TextClassifier classifier, bool cut)
    {
        var text = DocumentReader.Read(path);
        var tokens = cut ? 0 : classifier.Tokenizer.EncodeToIds(text).Length;
        return tokens <= classifier.MaxLength ? text : throw new Refusal(
            ExitCode.TooLong, $"'{path}' has {tokens:N0} tokens, but the model reads at most {classifier.MaxLength:N0}. Name parts of it, or add --cut to read its beginning only.");
    }
}
