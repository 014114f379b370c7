using System.Globalization;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using Quickstart;
using TrainClassifier;

namespace ConvertRoberta;

/// <summary>Third stage: masked-language-model loss on long documents before and after conversion, as in the paper's Table 5.</summary>
internal sealed class Comparison : IDisposable
{
    private const string Positions = "longformer.embeddings.position_embeddings.weight";

    private readonly LongDocuments _data;
    private readonly RunFolder _run;
    private readonly Models _models;
    private readonly RobertaTokenizer _tokenizer;
    private readonly MaskedDocuments _documents;
    private readonly Table _table;
    private readonly Interrupt _interrupt = new();
    private readonly long _steps;

    private Comparison(LongDocuments data, RunFolder run, long steps, bool test)
    {
        (_data, _run, _models, _tokenizer, _steps) = (data, run, new Models(run), run.LoadTokenizer(), steps);
        _documents = new MaskedDocuments(test ? data.Test : data.Validation, _tokenizer);
        _table = new Table(test ? "test" : "validation");
    }

    /// <summary>All rows, on documents that nothing was chosen by.</summary>
    public static void Test(LongDocuments data, RunFolder run, long steps)
    {
        using var comparison = new Comparison(data, run, steps, test: true);
        comparison.Add("source, pieces of 512", comparison._models.Source, whole: false);
        comparison.Add("converted, random positions", comparison._models.Random, whole: true);
        comparison.Add("converted, copied positions", comparison._models.Copied, whole: true);
        comparison.AddFurther("copied", "positions", Recipe.FurtherRate, Positions);
        comparison.AddFurther("copied", "all weights", Recipe.FurtherRate);
        comparison.AddFurther("source", "all weights", Recipe.FurtherRate);
        comparison.Write("table.md");
    }

    /// <summary>Other learning rates of the rows that are trained further, on the documents that training is watched by.</summary>
    public static void Rates(LongDocuments data, RunFolder run, long steps)
    {
        using var comparison = new Comparison(data, run, steps, test: false);
        comparison.Add("converted, copied positions", comparison._models.Copied, whole: true);
        foreach (var rate in Recipe.Rates)
        {
            comparison.AddFurther("copied", "positions", rate, Positions);
            comparison.AddFurther("copied", "all weights", rate);
        }
        comparison.Write("rates.md");
    }

    public void Dispose() => _interrupt.Dispose();

    private void Add(string name, Func<LongformerForMaskedLM> make, bool whole)
    {
        Console.Error.WriteLine(name);
        using var model = make();
        Add(name, model, whole);
    }

    private void AddFurther(string from, string what, double rate, params string[] trained)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{from}, then {_steps} steps at {rate} on {what}");
        Console.Error.WriteLine(name);
        var whole = from != "source";
        using var model = whole ? _models.Copied() : _models.Source();
        var folder = Path.Combine(_run.Path, string.Create(CultureInfo.InvariantCulture, $"further-{from}-{what.Replace(' ', '-')}-{rate}"));
        var texts = Pieces.Of(_data.Training, _tokenizer, whole ? Recipe.LongLength : Recipe.ShortLength);
        FurtherTraining.Run(model, texts, Recipe.Masked(_tokenizer), Recipe.Further(folder, _steps, rate) with { Train = trained }, _interrupt.Token);
        Add(name, model, whole);
    }

    private void Add(string name, LongformerForMaskedLM model, bool whole) =>
        _table.Add(name, _documents.Bits(model, whole, _interrupt.Token), _documents.BitsAtSeams(model, whole, _interrupt.Token));

    private void Write(string file)
    {
        File.WriteAllText(Path.Combine(_run.Path, file), _table.ToString());
        Console.Write(_table);
    }
}
