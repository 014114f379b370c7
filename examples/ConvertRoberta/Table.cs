using System.Globalization;
using System.Text;
using AttentionGen.Models.Longformer;
using Quickstart;
using TrainClassifier;

namespace ConvertRoberta;

/// <summary>Third stage: masked-language-model loss on long documents before and after conversion, as in the paper's Table 5.</summary>
internal static class Table
{
    public static void Run(LongDocuments data, RunFolder run, long steps, bool test)
    {
        var tokenizer = run.LoadTokenizer();
        var documents = new MaskedDocuments(test ? data.Test : data.Validation, tokenizer);
        var masked = Recipe.Masked(tokenizer);
        var models = new Models(run);
        var rows = new List<(string Name, double[] Bits)>();
        using var interrupt = new Interrupt();

        Row("source, pieces of 512", models.Source, whole: false);
        Row("converted, random positions", models.Random, whole: true);
        Row("converted, copied positions", models.Copied, whole: true);
        Row($"copied, then {steps} steps on positions alone", models.Copied, whole: true, "positions", "longformer.embeddings.position_embeddings.weight");
        Row($"copied, then {steps} steps on all weights", models.Copied, whole: true, "all");
        Row($"source, then {steps} steps on all weights at 512", models.Source, whole: false, "source");
        Write(Path.Combine(run.Path, test ? "table.md" : "table-validation.md"), documents, rows);

        void Row(string name, Func<LongformerForMaskedLM> make, bool whole, string? training = null, params string[] trained)
        {
            Console.Error.WriteLine(name);
            using var model = make();
            if (training is not null)
            {
                var texts = Pieces.Of(data.Training, tokenizer, whole ? Recipe.LongLength : Recipe.ShortLength);
                FurtherTraining.Run(model, texts, masked, Recipe.Further(Path.Combine(run.Path, $"further-{training}"), steps) with { Train = trained }, interrupt.Token);
            }
            rows.Add((name, documents.Bits(model, whole, interrupt.Token)));
        }
    }

    private static void Write(string path, MaskedDocuments documents, IReadOnlyList<(string Name, double[] Bits)> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{documents.Guesses.Count} documents, {documents.Guesses.Sum():N0} hidden tokens; +- is the standard error over documents.");
        text.AppendLine().AppendLine("| model | bits per hidden token | against the source |").AppendLine("|---|---|---|");
        foreach (var (name, bits) in rows)
        {
            var (mean, error) = Statistics.Mean(bits, documents.Guesses);
            var (more, moreError) = Statistics.Mean([.. bits.Zip(rows[0].Bits, (a, b) => a - b)], documents.Guesses);
            var against = bits == rows[0].Bits ? "" : $"{more:+0.000;-0.000} +- {moreError:0.000}";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {mean:0.000} +- {error:0.000} | {against} |");
        }
        File.WriteAllText(path, text.ToString());
        Console.Write(text);
    }
}
