using System.Text.RegularExpressions;
using AttentionGen.Models.Training;

namespace TrainClassifier;

/// <summary>The folder of reviews: train, unlabelled and test.sample, each .jsonl.gz.</summary>
/// <param name="folder">The folder.</param>
internal sealed partial class ReviewData(string folder)
{
    /// <summary>Reviews over this many words are long.</summary>
    public const int LongWords = 700;

    /// <summary>Held out of training: for choices, and to measure long reviews, of which the test sample has few.</summary>
    private const int ValidationReviews = 2000, LongReviews = 300;

    private (Review[] Training, Review[] Validation, Review[] Long)? _split;

    /// <summary>Labelled reviews to learn from.</summary>
    public Review[] Training => Split().Training;

    /// <summary>Labelled reviews that all choices are made by.</summary>
    public Review[] Validation => Split().Validation;

    /// <summary>Long labelled reviews that neither training nor a choice sees.</summary>
    public Review[] Long => Split().Long;

    /// <summary>Reviews without labels.</summary>
    public Review[] Unlabelled => Read("unlabelled.jsonl.gz", labelled: false);

    /// <summary>The reviews that are read once, at the end.</summary>
    public Review[] Test => Read("test.sample.jsonl.gz", labelled: true);

    /// <summary>The training file in a random order that a seed fixes, cut in three.</summary>
    private (Review[] Training, Review[] Validation, Review[] Long) Split()
    {
        if (_split is { } done)
            return done;
        var reviews = Read("train.jsonl.gz", labelled: true);
        if (reviews.Length <= ValidationReviews + LongReviews)
            throw new TrainingException($"train.jsonl.gz in {folder} has {reviews.Length:N0} reviews, but {ValidationReviews + LongReviews:N0} are held out of training. Give more.");
        new SeededRandom(Recipe.Seed).Shuffle<Review>(reviews);
        var validation = reviews[..ValidationReviews];
        var rest = reviews[ValidationReviews..];
        Review[] longer = [.. rest.Where(r => r.Words > LongWords).Take(LongReviews)];
        _split = ([.. rest.Except(longer, ReferenceEqualityComparer.Instance).Cast<Review>()], validation, longer);
        return _split.Value;
    }

    private Review[] Read(string file, bool labelled)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
            throw new TrainingException($"There is no {path}. --data must name the folder that holds train.jsonl.gz, unlabelled.jsonl.gz and test.sample.jsonl.gz.");
        return [.. JsonLines.Read(path).Select(line => new Review(LineBreak().Replace(line.Text("text"), "\n"), labelled ? Label(line) : null))];
    }

    private static int Label(JsonLine line)
    {
        var name = line.Text("label");
        var label = Array.IndexOf(Recipe.Labels, name);
        return label >= 0 ? label : throw line.Refuse($"the label is \"{name}\", but must be one of {string.Join(", ", Recipe.Labels)}.");
    }

    [GeneratedRegex(@"\s*<br\s*/?>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();
}
