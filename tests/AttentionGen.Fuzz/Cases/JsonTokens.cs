using System.Text.RegularExpressions;

namespace AttentionGen.Fuzz.Cases;

/// <summary>Text cut into JSON's tokens and the space between them. Nothing is lost, whatever the text is.</summary>
internal static partial class JsonTokens
{
    public static List<string> Split(string text) => [.. Token().Matches(text).Select(m => m.Value)];

    public static bool IsNumber(string token) => char.IsAsciiDigit(token[0]) || (token[0] == '-' && token.Length > 1);

    /// <summary>The tokens from <paramref name="start"/> that make one value: a scalar, or all to the closing bracket.</summary>
    public static int LengthOfValue(IReadOnlyList<string> tokens, int start)
    {
        var depth = 0;
        for (var at = start; at < tokens.Count; at++)
        {
            depth += tokens[at] is "{" or "[" ? 1 : tokens[at] is "}" or "]" ? -1 : 0;
            if (depth <= 0)
                return at - start + 1;
        }
        return tokens.Count - start;
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"?|-?[0-9][0-9.eE+-]*|[A-Za-z_]+|\s+|.
        """, RegexOptions.Singleline)]
    private static partial Regex Token();
}
