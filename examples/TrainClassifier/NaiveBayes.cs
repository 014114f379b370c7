using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TrainClassifier;

/// <summary>The yardstick: naive Bayes with add-one smoothing on the words that a review has, or on words and pairs of neighbours; each counts once.</summary>
internal sealed partial class NaiveBayes
{
    private readonly Dictionary<string, int[]> _counts = [];
    private readonly double[] _totals, _reviews;
    private readonly bool _pairs;

    /// <summary>Counts labelled reviews.</summary>
    /// <param name="reviews">What to learn from.</param>
    /// <param name="pairs">Whether pairs of neighbouring words count beside single words.</param>
    public NaiveBayes(IReadOnlyCollection<Review> reviews, bool pairs)
    {
        _pairs = pairs;
        (_totals, _reviews) = (new double[Recipe.Labels.Length], new double[Recipe.Labels.Length]);
        foreach (var review in reviews)
        {
            var label = review.Label!.Value;
            _reviews[label]++;
            foreach (var feature in Features(review.Text))
            {
                ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, feature, out _);
                (counts ??= new int[Recipe.Labels.Length])[label]++;
                _totals[label]++;
            }
        }
    }

    /// <summary>The label that is more likely.</summary>
    public int Classify(Review review)
    {
        var scores = _reviews.Select(count => Math.Log(count)).ToArray();
        foreach (var feature in Features(review.Text))
        {
            if (!_counts.TryGetValue(feature, out var counts))
                continue;
            for (var label = 0; label < scores.Length; label++)
                scores[label] += Math.Log((counts[label] + 1) / (_totals[label] + _counts.Count));
        }
        return Array.IndexOf(scores, scores.Max());
    }

    private IEnumerable<string> Features(string text) => Occurrences(text).Distinct();

    private IEnumerable<string> Occurrences(string text)
    {
        string? before = null;
        foreach (Match word in Word().Matches(text.ToLowerInvariant()))
        {
            yield return word.Value;
            if (_pairs && before is not null)
                yield return before + " " + word.Value;
            before = word.Value;
        }
    }

    [GeneratedRegex("[a-z']+")]
    private static partial Regex Word();
}
