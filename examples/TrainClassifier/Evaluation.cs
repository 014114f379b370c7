using System.Globalization;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.Training;
using Quickstart;

namespace TrainClassifier;

/// <summary>Last stage: how often a model is right, beside naive Bayes, on the same reviews.</summary>
internal static class Evaluation
{
    /// <summary>What earlier classifiers could read at most.</summary>
    private const int ShortLength = 512;

    /// <param name="data">The reviews.</param>
    /// <param name="folder">The model's folder.</param>
    /// <param name="test">True for the test sample; false for the validation split, which choices are made by.</param>
    public static void Run(ReviewData data, string folder, bool test)
    {
        using var classifier = TextClassifier.FromPretrained(folder, new LongDocumentPattern());
        if (!classifier.Labels.SequenceEqual(Recipe.Labels))
            throw new TrainingException($"The model in {folder} tells {string.Join(", ", classifier.Labels)} apart, not {string.Join(", ", Recipe.Labels)}.");
        // Beside the test sample naive Bayes may learn from all labelled reviews, more than the model has; never from those it is asked.
        var reviews = test ? data.Test : data.Validation;
        Compare(test ? "test.sample" : "validation", reviews, test ? [.. data.Training, .. data.Validation, .. data.Long] : data.Training, classifier);
        Compare("long reviews that no training saw", data.Long, data.Training, classifier);
    }

    private static void Compare(string name, Review[] reviews, Review[] learned, TextClassifier classifier)
    {
        NaiveBayes words = new(learned, pairs: false), pairs = new(learned, pairs: true);
        (string Name, bool[] Right)[] rows =
        [
            ($"naive Bayes on words, of {learned.Length:N0} reviews", [.. reviews.Select(r => words.Classify(r) == r.Label)]),
            ($"naive Bayes on words and word pairs, of {learned.Length:N0} reviews", [.. reviews.Select(r => pairs.Classify(r) == r.Label)]),
            ($"the model, reviews cut at {ShortLength} tokens", Right(classifier, reviews, ShortLength)),
            ($"the model, reviews read up to {classifier.MaxLength:N0} tokens", Right(classifier, reviews, classifier.MaxLength)),
        ];
        Print(name, reviews, rows, _ => true);
        if (reviews.Any(r => r.Words <= ReviewData.LongWords))
            Print($"{name}, over {ReviewData.LongWords} words", reviews, rows, r => r.Words > ReviewData.LongWords);
    }

    private static bool[] Right(TextClassifier classifier, Review[] reviews, int cutAt) =>
        [.. classifier.Classify([.. reviews.Select(r => r.Text)], cutAt).Zip(reviews, (said, review) => said.Label == Recipe.Labels[review.Label!.Value])];

    private static void Print(string name, Review[] reviews, (string Name, bool[] Right)[] rows, Func<Review, bool> chosen)
    {
        Console.WriteLine($"{name}: {reviews.Count(chosen):N0} reviews");
        foreach (var (row, right) in rows)
        {
            var kept = right.Where((_, i) => chosen(reviews[i])).ToArray();
            var accuracy = kept.Average(r => r ? 1.0 : 0.0);
            var error = Math.Sqrt(accuracy * (1 - accuracy) / kept.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {row,-60} {accuracy:0.000} +- {error:0.000}"));
        }
        Console.WriteLine();
    }
}
