using System.Text;

namespace AttentionGen.Models.Tokenization;

/// <summary>How often each word occurs: pairs are counted once a word, not once an occurrence.</summary>
internal sealed class WordCounts
{
    private const int LongestWord = 1000;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public WordCounts() => _bySpan = _counts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Texts counted.</summary>
    public long Texts { get; private set; }

    /// <summary>Counts a text's words.</summary>
    public void Add(string text)
    {
        Texts++;
        foreach (var word in new ByteLevelWords(text))
        {
            if (word.Length <= LongestWord)
                _bySpan[word] = _bySpan.TryGetValue(word, out var count) ? count + 1 : 1;
        }
    }

    /// <summary>The words as the ids of their bytes.</summary>
    public IReadOnlyList<TrainingWord> Words(TokenTable tokens)
    {
        int[] ids = [.. Enumerable.Range(0, 256).Select(b => tokens.IdOf((byte)b))];
        return [.. _counts.Select(w => new TrainingWord([.. Encoding.UTF8.GetBytes(w.Key).Select(b => ids[b])], w.Value))];
    }
}
