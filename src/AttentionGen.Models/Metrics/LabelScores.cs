namespace AttentionGen.Models.Metrics;

/// <summary>
/// Accuracy and F1 of labels, one or several per example. An F1 is 2 x right / (said + true), counted over one label, as a mean over
/// labels (macro) or over all of them together (micro); 0 where nothing is right.
/// </summary>
/// <typeparam name="T">What a label is; equality decides.</typeparam>
public sealed class LabelScores<T> where T : notnull
{
    private readonly Dictionary<T, (int Right, int Said, int True)> _counts = [];
    private int _correct;

    /// <summary>Examples that were counted.</summary>
    public int Count { get; private set; }

    /// <summary>The share, from 0 to 1, of examples with the right label, or with all right labels and no other; NaN without an example.</summary>
    public double Accuracy => (double)_correct / Count;

    /// <summary>The mean F1 over all labels that were said or are true somewhere, from 0 to 1; NaN where there is none.</summary>
    public double MacroF1 => _counts.Count == 0 ? double.NaN : _counts.Values.Average(c => F1Of(c.Right, c.Said, c.True));

    /// <summary>The F1 over all labels together, from 0 to 1; NaN where there is none. With one label per example it is the accuracy.</summary>
    public double MicroF1 => F1Of(_counts.Values.Sum(c => c.Right), _counts.Values.Sum(c => c.Said), _counts.Values.Sum(c => c.True));

    /// <summary>The F1 of one label, from 0 to 1: for two labels, give the positive one. NaN where it was neither said nor true.</summary>
    /// <param name="label">The label.</param>
    public double F1(T label) => _counts.TryGetValue(label, out var c) ? F1Of(c.Right, c.Said, c.True) : double.NaN;

    /// <summary>Counts an example of one label.</summary>
    /// <param name="said">The label that was said.</param>
    /// <param name="true">The true one.</param>
    public void Add(T said, T @true) => Add([said], [@true]);

    /// <summary>Counts an example of any number of labels; one that stands twice counts once.</summary>
    /// <param name="said">The labels that were said.</param>
    /// <param name="true">The true ones.</param>
    public void Add(IEnumerable<T> said, IEnumerable<T> @true)
    {
        HashSet<T> s = [.. said], t = [.. @true];
        Count++;
        _correct += s.SetEquals(t) ? 1 : 0;
        foreach (var label in s.Union(t))
        {
            var (inSaid, inTrue) = (s.Contains(label), t.Contains(label));
            var c = _counts.GetValueOrDefault(label);
            _counts[label] = (c.Right + (inSaid && inTrue ? 1 : 0), c.Said + (inSaid ? 1 : 0), c.True + (inTrue ? 1 : 0));
        }
    }

    private static double F1Of(int right, int said, int @true) => 2.0 * right / (said + @true);
}
