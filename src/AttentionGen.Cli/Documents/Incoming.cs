using System.Text.Json;
using AttentionGen.Models.Training;

namespace AttentionGen.Cli.Documents;

/// <summary>An input on its way to the model, or what is wrong with it.</summary>
/// <typeparam name="T">What the task reads.</typeparam>
internal sealed class Incoming<T>
{
    /// <summary>The input's own "id", which its result carries too.</summary>
    public JsonElement? Id { get; private init; }

    /// <summary>The input, where there is no <see cref="Problem"/>.</summary>
    public T? Value { get; private init; }

    /// <summary>What keeps it from being read, with file and line.</summary>
    public string? Problem { get; private init; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    public long Size { get; private init; }

    /// <summary>An input from a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="parse">Reads its fields; what it refuses by a <see cref="TrainingException"/> or an <see cref="ArgumentException"/> is the line's problem.</param>
    public static Incoming<T> Of(TextLine line, Func<JsonLine, T> parse)
    {
        JsonElement? id = null;
        try
        {
            var json = line.Parse();
            id = json.Find("id");
            return new Incoming<T> { Id = id, Value = parse(json), Size = line.Utf8.Length };
        }
        catch (TrainingException e)
        {
            return new Incoming<T> { Id = id, Problem = e.Message };
        }
        catch (ArgumentException e)
        {
            return new Incoming<T> { Id = id, Problem = $"{line.Path}, line {line.Number}: {Messages.Of(e)}" };
        }
    }

    /// <summary>An input that is named on the command line.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="file">Its file, which becomes the id; null where it has none.</param>
    /// <param name="read">Reads it; files that cannot be read, and what is refused by an <see cref="ArgumentException"/>, are its problem.</param>
    public static Incoming<T> Of(string name, string? file, Func<T> read)
    {
        JsonElement? id = file is null ? null : JsonSerializer.SerializeToElement(file);
        try
        {
            return new Incoming<T> { Id = id, Value = read() };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new Incoming<T> { Id = id, Problem = e.Message };
        }
        catch (ArgumentException e)
        {
            return new Incoming<T> { Id = id, Problem = $"{name}: {Messages.Of(e)}" };
        }
    }
}
