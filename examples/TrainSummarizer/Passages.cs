using System.Text.RegularExpressions;

namespace TrainSummarizer;

/// <summary>The turns of a meeting that a question is about, as far as words tell: a model that reads 2,000 tokens cannot read the meeting.</summary>
internal sealed partial class Passages
{
    private readonly string[] _turns;
    private readonly HashSet<string>[] _words;
    private readonly Dictionary<string, double> _rareness;

    public Passages(string[] turns)
    {
        _turns = turns;
        _words = [.. turns.Select(Words)];
        _rareness = _words.SelectMany(words => words).CountBy(word => word).ToDictionary(w => w.Key, w => Math.Log((double)turns.Length / w.Value));
    }

    /// <summary>
    /// The turns that share the rarest words with a question (the sum of log (turns / turns with the word)), as many as fit, in the order they
    /// were said. Turns that share as much are taken from the beginning.
    /// </summary>
    /// <param name="query">The question.</param>
    /// <param name="words">Most words; a turn that passes them is cut.</param>
    public string About(string query, int words)
    {
        var asked = Words(query);
        var chosen = new SortedDictionary<int, string>();
        foreach (var turn in Enumerable.Range(0, _turns.Length).OrderByDescending(i => _words[i].Where(asked.Contains).Sum(w => _rareness[w])))
        {
            var said = _turns[turn].Split(' ');
            chosen[turn] = said.Length <= words ? _turns[turn] : string.Join(' ', said[..words]);
            words -= said.Length;
            if (words <= 0)
                break;
        }
        return string.Join('\n', chosen.Values);
    }

    private static HashSet<string> Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value)];

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();
}
