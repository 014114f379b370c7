using System.IO.Compression;

namespace AttentionGen.Models.Training;

/// <summary>Files with a JSON object on each line, in UTF-8, plain or packed by gzip (known by content, not by name).</summary>
public static class JsonLines
{
    /// <summary>The objects one after the other; the file is not held in memory. Empty lines are skipped.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TrainingException">A line is no JSON object, or the packed file is damaged: the message names file and line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<JsonLine> Read(string path) => Lines(path).Select(line => line.Parse());

    /// <summary>The lines before they are read as JSON, so that a wrong one can be told and left behind. Empty lines are skipped.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TrainingException">The packed file is damaged, or a line has no end.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<TextLine> Lines(string path)
    {
        using var stream = Open(path);
        foreach (var line in Lines(stream, path))
            yield return line;
    }

    /// <summary>The lines of a stream that is not packed, such as standard input.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="TrainingException">A line has no end.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static IEnumerable<TextLine> Lines(Stream stream, string name) => new LineReader(stream, name).Lines();

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        if (!file.CanSeek)
            return file; // a pipe's first bytes cannot be put back
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
