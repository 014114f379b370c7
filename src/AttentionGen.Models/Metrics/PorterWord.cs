namespace AttentionGen.Models.Metrics;

/// <summary>What Porter's rules ask of a word.</summary>
internal static class PorterWord
{
    /// <summary>Whether a place holds a consonant: none of a, e, i, o, u, nor a y behind a consonant.</summary>
    public static bool IsConsonant(ReadOnlySpan<char> word, int at)
    {
        // A run of y takes turns, the first of a word being a consonant.
        var start = at;
        while (start > 0 && word[start] == 'y')
            start--;
        return !IsVowel(word[start]) ^ ((at - start) % 2 == 1);
    }

    /// <summary>How often vowels, one or more, have a consonant behind them: 0 times in tree, once in trouble, twice in oaten.</summary>
    public static int Measure(ReadOnlySpan<char> word)
    {
        var (count, vowel) = (0, true);
        for (var at = 0; at < word.Length; at++)
        {
            var consonant = word[at] == 'y' ? vowel : !IsVowel(word[at]);
            count += consonant && vowel && at > 0 ? 1 : 0;
            vowel = !consonant;
        }
        return count;
    }

    /// <summary>Whether there is a vowel; of two letters one of which is a y behind the other, one always is.</summary>
    public static bool HasVowel(ReadOnlySpan<char> word) => word.ContainsAny("aeiou") || word.LastIndexOf('y') > 0;

    /// <summary>Whether it ends in a consonant twice.</summary>
    public static bool EndsInDouble(ReadOnlySpan<char> word) => word.Length > 1 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    /// <summary>Whether it ends in consonant, vowel, consonant, the last not w, x or y: hop, not snow. Two letters may do without the first.</summary>
    public static bool EndsShort(ReadOnlySpan<char> word)
    {
        var last = word.Length - 1;
        if (last < 1 || !IsConsonant(word, last) || IsConsonant(word, last - 1))
            return false;
        return last == 1 || (IsConsonant(word, last - 2) && word[last] is not ('w' or 'x' or 'y'));
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
