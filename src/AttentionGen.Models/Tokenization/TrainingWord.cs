namespace AttentionGen.Models.Tokenization;

/// <summary>A word in a training: its tokens so far, and how often it occurs.</summary>
internal sealed class TrainingWord(int[] symbols, long count)
{
    private int _length = symbols.Length;

    /// <summary>How often the word occurs.</summary>
    public long Count => count;

    /// <summary>The tokens.</summary>
    public ReadOnlySpan<int> Symbols => symbols.AsSpan(0, _length);

    /// <summary>Whether the pair stands anywhere in the word.</summary>
    public bool Holds((int Left, int Right) pair)
    {
        var all = Symbols;
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i - 1] == pair.Left && all[i] == pair.Right)
                return true;
        }
        return false;
    }

    /// <summary>Joins every occurrence of a pair, from left to right.</summary>
    public void Join((int Left, int Right) pair, int id)
    {
        var kept = 0;
        for (var i = 0; i < _length; i++)
        {
            var joined = symbols[i] == pair.Left && i + 1 < _length && symbols[i + 1] == pair.Right;
            symbols[kept++] = joined ? id : symbols[i];
            if (joined)
                i++;
        }
        _length = kept;
    }
}
