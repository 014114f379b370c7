using AttentionGen.Models.Training;

namespace AttentionGen.Cli.Documents;

/// <summary>Texts that the command line names, and lists of them on JSON lines.</summary>
internal static class NamedText
{
    /// <summary>The text of a file; - is standard input.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Ends the wait for standard input.</param>
    public static string Read(string file, CancellationToken cancellation)
    {
        if (file != "-")
            return DocumentText.Read(file);
        using var input = StandardInput.Open(cancellation);
        return DocumentText.Read(input, StandardInput.Name);
    }

    /// <summary>The texts in a field that is a list; null where the field is missing or null.</summary>
    /// <exception cref="TrainingException">It is another thing, or a text holds half of a surrogate pair.</exception>
    public static string[]? List(JsonLine line, string field)
    {
        if (line.Find(field) is not { ValueKind: not System.Text.Json.JsonValueKind.Null } list)
            return null;
        if (list.ValueKind != System.Text.Json.JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != System.Text.Json.JsonValueKind.String))
            throw line.Refuse($"\"{field}\" must be a list of strings.");
        try
        {
            return [.. list.EnumerateArray().Select(item => item.GetString()!)];
        }
        catch (InvalidOperationException e)
        {
            throw line.Refuse($"\"{field}\" holds half of a surrogate pair, which is no text. Write the whole character.", e);
        }
    }
}
