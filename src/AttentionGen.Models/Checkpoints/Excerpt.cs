namespace AttentionGen.Models.Checkpoints;

/// <summary>Text from a file, for messages: short, and without control characters.</summary>
internal static class Excerpt
{
    private const int Length = 120;

    /// <summary>The beginning of a text.</summary>
    public static string Of(string text)
    {
        var start = text.Length <= Length ? text : text[..Length] + "...";
        return string.Concat(start.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }

    /// <summary>Names in a list, the first few of them.</summary>
    public static string Of(IEnumerable<string> names)
    {
        string[] some = [.. names.Take(21).Select(Of)];
        return string.Join(", ", some.Take(20)) + (some.Length > 20 ? ", ..." : "");
    }
}
