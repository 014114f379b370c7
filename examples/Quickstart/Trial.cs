using System.Diagnostics;
using AttentionGen;
using AttentionGen.Models.Tasks;

namespace Quickstart;

/// <summary>The model reads a document with some attention.</summary>
/// <param name="Engine">What computed attention.</param>
/// <param name="Seconds">Time of the fastest reading, after a warm-up on a short piece.</param>
/// <param name="PeakBytes">Most memory in use above what was in use before.</param>
/// <param name="Result">What the model says.</param>
internal sealed record Trial(string Engine, double Seconds, long PeakBytes, Classification Result)
{
    private const int WarmUpTokens = 512;

    // The fastest of some runs counts: other programs disturb the clock. Slow runs are not repeated.
    private const int MaxRuns = 3, SlowSeconds = 5;

    /// <summary>Loads the model on a pattern and reads a text.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="pattern">Who reads whom, and by which code.</param>
    /// <param name="text">The text.</param>
    /// <param name="cutAt">Most tokens to read; null for all.</param>
    public static Trial Run(string folder, AttentionPattern pattern, string text, int? cutAt)
    {
        using var classifier = TextClassifier.FromPretrained(folder, pattern);
        classifier.Classify(text, Math.Min(WarmUpTokens, classifier.MaxLength));

        var (seconds, peak) = (double.MaxValue, 0L);
        Classification? result = null;
        for (var run = 0; run < MaxRuns && (run == 0 || seconds < SlowSeconds); run++)
        {
            var watch = new Stopwatch();
            peak = Math.Max(peak, PeakMemory.Of(() =>
            {
                watch.Start();
                result = classifier.Classify(text, cutAt);
                watch.Stop();
            }));
            seconds = Math.Min(seconds, watch.Elapsed.TotalSeconds);
        }
        return new Trial(pattern.Card.Engine, seconds, peak, result!);
    }
}
