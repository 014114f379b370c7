using System.Text.Json;

namespace AttentionGen.Models.Checkpoints;

/// <summary>A model's config.json, read key by key. A wrong value is refused with file, key and value.</summary>
internal sealed class ConfigFile : IDisposable
{
    private readonly JsonDocument _document;
    private readonly string _path;

    private ConfigFile(string path, JsonDocument document) => (_path, _document) = (path, document);

    /// <summary>The whole text.</summary>
    public string Text => _document.RootElement.GetRawText();

    /// <summary>The names of the model's classes, "architectures"; none where the file does not say.</summary>
    public string[] Architectures => Find("architectures") is { ValueKind: JsonValueKind.Array } names
        ? [.. names.EnumerateArray().Select(TextOf).OfType<string>()]
        : [];

    /// <summary>Opens and parses a file.</summary>
    public static ConfigFile Open(string path) => Parse(path, File.ReadAllBytes(path));

    /// <summary>Parses a text; messages name the path.</summary>
    public static ConfigFile Parse(string path, ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second for a key with half a surrogate pair.
            throw new CheckpointException($"{path} is not valid JSON: {e.Message}", e);
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return new ConfigFile(path, document);
        document.Dispose();
        throw new CheckpointException($"{path} must hold a JSON object.");
    }

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    public int Whole(string key, int missing, int least) =>
        Find(key) is not { } value ? missing : IsWhole(value, least) is { } number ? number : throw Refuse(key, value, $"a whole number of {least} or more");

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public double Number(string key, double missing, double least, double most) =>
        Find(key) is not { } value ? missing
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most ? number
        : throw Refuse(key, value, $"a number from {least} to {most}");

    /// <summary>One of a few words.</summary>
    public string Word(string key, string missing, params string[] known) =>
        Find(key) is not { } value ? missing
        : TextOf(value) is { } word && known.Contains(word) ? word
        : throw Refuse(key, value, $"one of {string.Join(", ", known.Select(k => $"\"{k}\""))}");

    /// <summary>One of a few words; null when the key is missing or null.</summary>
    public string? WordOrNull(string key, params string[] known) => IsAbsent(key) ? null : Word(key, "", known);

    /// <summary>A list of exactly one of a few words; null when the key is missing or null.</summary>
    public string? OneWordOrNull(string key, params string[] known)
    {
        if (IsAbsent(key) || Find(key) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 && TextOf(value[0]) is { } word && known.Contains(word)
            ? word
            : throw Refuse(key, value, $"a list of one of {string.Join(", ", known.Select(k => $"\"{k}\""))}");
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool missing) =>
        Find(key) is not { } value ? missing
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Refuse(key, value, "true or false");

    /// <summary>An object's texts under "0", "1", ..., in the order of the numbers; null when the key is missing or null.</summary>
    public string[]? Texts(string key)
    {
        if (IsAbsent(key) || Find(key) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
        {
            string?[] texts = [.. Enumerable.Range(0, value.GetPropertyCount()).Select(number =>
                value.TryGetProperty($"{number}", out var text) ? TextOf(text) : null)];
            if (texts.Length > 0 && texts.All(text => text is not null))
                return texts!;
        }
        throw Refuse(key, value, "an object with a text for each of \"0\", \"1\", ...");
    }

    /// <summary>One whole number for everything, or a list of <paramref name="count"/>.</summary>
    public int[] WholeOrList(string key, int missing, int count, Func<int, bool> allowed, string what)
    {
        if (Find(key) is not { } value)
            return [missing];
        if (value.ValueKind == JsonValueKind.Number && IsWhole(value, int.MinValue) is { } one && allowed(one))
            return [one];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == count)
        {
            int?[] numbers = [.. value.EnumerateArray().Select(v => IsWhole(v, int.MinValue))];
            if (numbers.All(n => n is { } number && allowed(number)))
                return [.. numbers.Select(n => n!.Value)];
        }
        throw Refuse(key, value, $"{what}, or a list of {count} of them");
    }

    /// <summary>A whole number of at least <paramref name="least"/>; null when the key is missing or null.</summary>
    public int? WholeOrNull(string key, int least) => IsAbsent(key) ? null : Whole(key, 0, least);

    /// <summary>One whole number of at least <paramref name="least"/>, or a list of them; null when the key is missing or null.</summary>
    public int[]? WholesOrNull(string key, int least)
    {
        if (IsAbsent(key) || Find(key) is not { } value)
            return null;
        int?[] numbers = [.. (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value]).Select(v => IsWhole(v, least))];
        return numbers.Length > 0 && numbers.All(n => n is not null) ? [.. numbers.Select(n => n!.Value)]
            : throw Refuse(key, value, $"a whole number of {least} or more, or a list of such");
    }

    /// <summary>A text, or a list of texts; null when the key is missing or null.</summary>
    public string[]? TextsOrNull(string key)
    {
        if (IsAbsent(key) || Find(key) is not { } value)
            return null;
        string?[] texts = [.. (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value]).Select(TextOf)];
        return texts.All(t => t is not null) ? texts!.ToArray<string>() : throw Refuse(key, value, "a text, or a list of texts");
    }

    /// <summary>Whether a key is there and not null.</summary>
    public bool Has(string key) => !IsAbsent(key);

    /// <summary>The JSON of a key that is there.</summary>
    public JsonElement this[string key] => _document.RootElement.GetProperty(key);

    /// <summary>Frees the parsed text.</summary>
    public void Dispose() => _document.Dispose();

    private JsonElement? Find(string key) =>
        _document.RootElement.TryGetProperty(key, out var value) ? value : null;

    private bool IsAbsent(string key) => Find(key) is not { ValueKind: not JsonValueKind.Null };

    /// <summary>A text; null for what is none, and for an escape of half a surrogate pair, which no text can hold.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static int? IsWhole(JsonElement value, int least) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least ? number : null;

    /// <summary>The refusal of a value.</summary>
    public CheckpointException Refuse(string key, string value, string needed) =>
        new($"{_path}: \"{key}\" is {value}, but must be {needed}.");

    private CheckpointException Refuse(string key, JsonElement value, string needed) => Refuse(key, value.GetRawText(), needed);
}
