using System.Text.RegularExpressions;

namespace AttentionGen.Models.Metrics;

/// <summary>Texts as scorers of summaries compare them: runs of a-z and 0-9 in lower case; those of more than three letters as stems.</summary>
internal static partial class RougeText
{
    /// <summary>Longest word that is compared as it is.</summary>
    private const int Unstemmed = 3;

    /// <summary>The tokens of each line that has any.</summary>
    public static string[][] Sentences(string text) => [.. text.Split('\n').Select(Tokens).Where(tokens => tokens.Length > 0)];

    private static string[] Tokens(string line) =>
        [.. Words().Matches(Lower(line)).Select(word => word.Length > Unstemmed ? PorterStemmer.Stem(word.Value) : word.Value)];

    /// <summary>Lower case as far as it makes ASCII letters: also of the kelvin's sign, and of the dotted I, whose dot stays behind the i.</summary>
    private static string Lower(string text) => text.ToLowerInvariant().Replace("\u212A", "k", StringComparison.Ordinal).Replace("\u0130", "i\u0307", StringComparison.Ordinal);

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Words();
}
