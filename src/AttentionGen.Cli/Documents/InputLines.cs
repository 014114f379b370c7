using AttentionGen.Models.Training;

namespace AttentionGen.Cli.Documents;

/// <summary>JSON lines as inputs, read while the results are written.</summary>
internal static class InputLines
{
    /// <summary>The inputs, in order; blank lines are skipped.</summary>
    /// <param name="name">A file, or - for standard input.</param>
    /// <param name="parse">Reads a line's fields, and refuses what the task cannot read: see <see cref="Incoming{T}.Of(TextLine, Func{JsonLine, T})"/>.</param>
    /// <param name="cancellation">Ends the wait for standard input.</param>
    /// <exception cref="FileNotFoundException">There is no such file; this is found out at once.</exception>
    public static IEnumerable<Incoming<T>> Read<T>(string name, Func<JsonLine, T> parse, CancellationToken cancellation)
    {
        if (name != "-" && !File.Exists(name))
            throw new FileNotFoundException($"There is no file '{name}'. Check the name; a relative path starts at {Environment.CurrentDirectory}.");
        var lines = name == "-" ? JsonLines.Lines(StandardInput.Open(cancellation), StandardInput.Name) : JsonLines.Lines(name);
        return lines.Select(line => Incoming<T>.Of(line, parse));
    }
}
