using System.Text.Json;

namespace AttentionGen.Models.Training;

/// <summary>One object of a JSON-lines file; a wrong or missing field is refused with file and line.</summary>
public sealed class JsonLine
{
    private readonly JsonElement _object;

    private JsonLine(string path, int number, JsonElement element) => (Path, Number, _object) = (path, number, element);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line, counted from 1.</summary>
    public int Number { get; }

    /// <summary>The text of a field.</summary>
    /// <exception cref="TrainingException">It is missing, no string, or holds half of a surrogate pair.</exception>
    public string Text(string field)
    {
        try
        {
            return Field(field, JsonValueKind.String, "a string").GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw Refuse($"\"{field}\" holds half of a surrogate pair, which is no text. Write the whole character.", e);
        }
    }

    /// <summary>The whole number in a field.</summary>
    /// <exception cref="TrainingException">It is missing or no whole number of 32 bits.</exception>
    public int Whole(string field) =>
        Field(field, JsonValueKind.Number, "a whole number").TryGetInt32(out var value) ? value : throw Refuse(field, "a whole number of 32 bits");

    /// <summary>The whole numbers in a field that is a list, such as token ids.</summary>
    /// <exception cref="TrainingException">It is missing or another thing.</exception>
    public int[] Wholes(string field) => [.. Field(field, JsonValueKind.Array, "a list of whole numbers").EnumerateArray().Select(item =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var value) ? value : throw Refuse(field, "a list of whole numbers of 32 bits"))];

    /// <summary>Any field, for what the other methods do not read; null when it is missing.</summary>
    public JsonElement? Find(string field) => _object.TryGetProperty(field, out var value) ? value : null;

    /// <summary>A refusal of this line: what is wrong, behind file and line.</summary>
    public TrainingException Refuse(string message, Exception? innerException = null) => new($"{Path}, line {Number}: {message}", innerException);

    internal static JsonLine Parse(TextLine line)
    {
        var (path, number) = (line.Path, line.Number);
        if (Utf8Check.Invalid(line.Utf8.Span) is { } place)
            throw new TrainingException($"{path}, line {number}: its byte {place:N0}, 0x{line.Utf8.Span[place]:X2}, is no UTF-8. Save the file as UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(line.Utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonLine(path, number, document.RootElement.Clone())
                : throw new TrainingException($"{path}, line {number}: a JSON {document.RootElement.ValueKind} stands where an object is needed. Write one object per line.");
        }
        catch (JsonException e)
        {
            throw new TrainingException($"{path}, line {number} is not valid JSON: {e.Message} Write one object per line, without line breaks inside.", e);
        }
    }

    private JsonElement Field(string field, JsonValueKind kind, string needed)
    {
        if (Find(field) is not { } value)
            throw Refuse($"there is no field \"{field}\". The line has: {string.Join(", ", _object.EnumerateObject().Select(p => p.Name))}. Add it, or name another field.");
        return value.ValueKind == kind ? value : throw Refuse(field, needed);
    }

    private TrainingException Refuse(string field, string needed) =>
        Refuse($"\"{field}\" must be {needed}, but is {Shortened(_object.GetProperty(field).GetRawText())}.");

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
