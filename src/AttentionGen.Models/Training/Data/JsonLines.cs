using System.IO.Compression;

namespace AttentionGen.Models.Training;

/// <summary>Files with a JSON object on each line, plain or packed by gzip (known by content, not by name).</summary>
public static class JsonLines
{
    /// <summary>The objects one after the other; the file is not held in memory. Empty lines are skipped.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TrainingException">A line is no JSON object, or the packed file is damaged: the message names file and line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<JsonLine> Read(string path)
    {
        using var reader = new StreamReader(Open(path));
        for (var number = 1; NextLine(reader, path, number) is { } text; number++)
        {
            if (!string.IsNullOrWhiteSpace(text))
                yield return JsonLine.Parse(path, number, text);
        }
    }

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static string? NextLine(StreamReader reader, string path, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException e)
        {
            throw new TrainingException($"{path}, line {number}: the gzip data is damaged or cut off ({e.Message}). Fetch the file again.", e);
        }
    }
}
