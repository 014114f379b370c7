using System.Diagnostics;
using AttentionGen.Models.Tasks;
using Quickstart;

namespace Summarize;

/// <summary>Summarises documents one by one.</summary>
internal static class SummaryRun
{
    private const int Columns = 100;

    /// <summary>Reads files and prints their summaries.</summary>
    /// <param name="folder">The model's folder, whose settings say how summaries are written.</param>
    /// <param name="paths">The files.</param>
    /// <param name="cut">Whether only the beginning of what is too long shall be read.</param>
    /// <param name="output">Where to print.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="Refusal">A file cannot be used: then none is read.</exception>
    public static void Run(string folder, IReadOnlyList<string> paths, bool cut, TextWriter output, CancellationToken cancellation)
    {
        using var summarizer = TextSummarizer.FromPretrained(folder);
        var (config, settings) = (summarizer.Config, summarizer.Generation);
        // All are looked at before the first is read.
        var documents = paths.Select(path => (Name: Path.GetFileName(path), Text: Text(path, summarizer, cut))).ToArray();

        output.WriteLine($"{config.EncoderLayers} layers read up to {summarizer.MaxLength:N0} tokens, each in a window of {string.Join(", ", config.AttentionWindow.Distinct())}; the first token reads all.");
        output.WriteLine(settings.NumBeams > 1 ? $"{config.DecoderLayers} layers write, following {settings.NumBeams} beams." : $"{config.DecoderLayers} layers write.");
        foreach (var (name, text) in documents)
        {
            var watch = Stopwatch.StartNew();
            var summary = summarizer.Summarize(text, new() { CutAt = cut ? summarizer.MaxLength : null }, cancellation: cancellation);
            output.WriteLine();
            output.WriteLine($"{name}: {Words(text).Length:N0} words, {summary.Tokens:N0} tokens read{(summary.Unread > 0 ? $", {summary.Unread:N0} cut off" : "")}");
            output.WriteLine();
            foreach (var line in summary.Text.Split('\n').SelectMany(Wrap))
                output.WriteLine($"  {line}");
            output.WriteLine();
            output.WriteLine($"{summary.All[0].Tokens:N0} tokens written, {watch.Elapsed.TotalSeconds:N1} seconds");
        }
    }

    private static string Text(string path, TextSummarizer summarizer, bool cut)
    {
        var text = DocumentReader.Read(path);
        var tokens = cut ? 0 : summarizer.Tokenizer.EncodeToIds(text).Length;
        return tokens <= summarizer.MaxLength ? text : throw new Refusal(
            ExitCode.TooLong, $"'{path}' has {tokens:N0} tokens, but the model reads at most {summarizer.MaxLength:N0}. Name parts of it, or add --cut to read its beginning only.");
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var word in Words(text))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Columns)
            {
                yield return line;
                line = "";
            }
            line += line.Length == 0 ? word : " " + word;
        }
        if (line.Length > 0)
            yield return line;
    }
}
