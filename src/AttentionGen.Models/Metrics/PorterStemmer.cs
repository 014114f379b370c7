namespace AttentionGen.Models.Metrics;

/// <summary>
/// English words without their endings (Porter, An algorithm for suffix stripping, 1980), with the departures of NLTK's stemmer, which is the
/// one that scorers of summaries use: a table of irregular words, -y after a consonant only, -ies and -ied in short words, -bli, -alli,
/// -fulli and -logi. Words are in lower case; what is no letter counts as a consonant.
/// </summary>
internal static class PorterStemmer
{
    private static readonly Dictionary<string, string> s_irregular = new()
    {
        ["skies"] = "sky",
        ["sky"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["news"] = "news",
        ["innings"] = "inning",
        ["inning"] = "inning",
        ["outings"] = "outing",
        ["outing"] = "outing",
        ["cannings"] = "canning",
        ["canning"] = "canning",
        ["howe"] = "howe",
        ["proceed"] = "proceed",
        ["exceed"] = "exceed",
        ["succeed"] = "succeed",
    };

    private static readonly PorterRule[] s_step1a = [new("sses", "ss"), new("ies", "i"), new("ss", "ss"), new("s", "")];

    private static readonly PorterRule[] s_step2 =
    [
        new("ational", "ate", 1), new("tional", "tion", 1), new("enci", "ence", 1), new("anci", "ance", 1), new("izer", "ize", 1), new("bli", "ble", 1),
        new("fulli", "ful", 1), new("entli", "ent", 1), new("eli", "e", 1), new("ousli", "ous", 1), new("ization", "ize", 1), new("ation", "ate", 1),
        new("ator", "ate", 1), new("alism", "al", 1), new("iveness", "ive", 1), new("fulness", "ful", 1), new("ousness", "ous", 1), new("aliti", "al", 1),
        new("iviti", "ive", 1), new("biliti", "ble", 1), new("logi", "log", 1, 1),
    ];

    private static readonly PorterRule[] s_step3 =
    [
        new("icate", "ic", 1), new("ative", "", 1), new("alize", "al", 1), new("iciti", "ic", 1), new("ical", "ic", 1), new("ful", "", 1), new("ness", "", 1),
    ];

    private static readonly PorterRule[] s_step4 =
    [
        new("al", "", 2), new("ance", "", 2), new("ence", "", 2), new("er", "", 2), new("ic", "", 2), new("able", "", 2), new("ible", "", 2), new("ant", "", 2),
        new("ement", "", 2), new("ment", "", 2), new("ent", "", 2), new("sion", "s", 2, 1), new("tion", "t", 2, 1), new("ou", "", 2), new("ism", "", 2),
        new("ate", "", 2), new("iti", "", 2), new("ous", "", 2), new("ive", "", 2), new("ize", "", 2),
    ];

    /// <summary>The stem, which need not be a word.</summary>
    /// <param name="word">A word of a-z and 0-9. One or two letters stay as they are.</param>
    public static string Stem(string word)
    {
        if (s_irregular.TryGetValue(word, out var stem))
            return stem;
        return word.Length <= 2 ? word : Step5(PorterRule.Apply(s_step4, PorterRule.Apply(s_step3, Step2(Step1c(Step1b(Step1a(word)))))));
    }

    /// <summary>Plurals.</summary>
    private static string Step1a(string word) => word is [_, 'i', 'e', 's'] ? word[..3] : PorterRule.Apply(s_step1a, word);

    /// <summary>-ed and -ing, and what an ending that was there before them needs.</summary>
    private static string Step1b(string word)
    {
        if (word.EndsWith("ied", StringComparison.Ordinal))
            return word[..^(word.Length == 4 ? 1 : 2)];
        if (word.EndsWith("eed", StringComparison.Ordinal))
            return PorterWord.Measure(word.AsSpan(..^3)) > 0 ? word[..^1] : word;
        var cut = word.EndsWith("ed", StringComparison.Ordinal) ? 2 : word.EndsWith("ing", StringComparison.Ordinal) ? 3 : 0;
        if (cut == 0 || !PorterWord.HasVowel(word.AsSpan(..^cut)))
            return word;
        var stem = word[..^cut];
        if (stem is [.., 'a', 't'] or [.., 'b', 'l'] or [.., 'i', 'z'])
            return stem + "e"; // conflated, troubled, sized
        if (PorterWord.EndsInDouble(stem))
            return stem[^1] is 'l' or 's' or 'z' ? stem : stem[..^1]; // falling, hissing, fizzed; hopping
        return PorterWord.Measure(stem) == 1 && PorterWord.EndsShort(stem) ? stem + "e" : stem; // filing
    }

    private static string Step1c(string word) => word.Length > 2 && word[^1] == 'y' && PorterWord.IsConsonant(word, word.Length - 2) ? word[..^1] + "i" : word;

    private static string Step2(string word) =>
        word.EndsWith("alli", StringComparison.Ordinal) ? PorterWord.Measure(word.AsSpan(..^4)) > 0 ? Step2(word[..^2]) : word
        : PorterRule.Apply(s_step2, word);

    /// <summary>A silent e, and one of two l.</summary>
    private static string Step5(string word)
    {
        if (word is [.. var stem, 'e'] && (PorterWord.Measure(stem) > 1 || (PorterWord.Measure(stem) == 1 && !PorterWord.EndsShort(stem))))
            word = stem;
        return word is [.., 'l', 'l'] && PorterWord.Measure(word.AsSpan(..^1)) > 1 ? word[..^1] : word;
    }
}
