using System.Text;
using System.Text.Unicode;

namespace AttentionGen.Cli.Documents;

/// <summary>Reads a document for a model: a file, or standard input.</summary>
internal static class DocumentText
{
    /// <summary>No text that a model can read has more bytes.</summary>
    private const int MaxBytes = 64 << 20;

    /// <summary>The text, without a byte order mark.</summary>
    /// <param name="name">A file, or - for standard input.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is too large, or no UTF-8; the message names the place.</exception>
    public static string Read(string name)
    {
        using var stream = name == "-" ? Console.OpenStandardInput() : File.OpenRead(name);
        return Read(stream, name == "-" ? "standard input" : name);
    }

    /// <summary>The text of a stream.</summary>
    /// <param name="stream">The stream, read to its end.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is too large, or no UTF-8.</exception>
    public static string Read(Stream stream, string name)
    {
        using var buffer = new MemoryStream();
        var block = new byte[1 << 16];
        for (int count; (count = stream.Read(block)) > 0;)
        {
            buffer.Write(block, 0, count);
            if (buffer.Length > MaxBytes)
                throw new InvalidDataException($"{name}: it has more than {MaxBytes >> 20} MiB, more than any model reads. Name a single document.");
        }
        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        if (Invalid(bytes) is { } place)
            throw new InvalidDataException($"{name}: byte {place:N0}, 0x{bytes[place]:X2}, is no UTF-8. Save it as UTF-8 text.");
        return Encoding.UTF8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
    }

    /// <summary>The first byte that begins no character, from 0; null where all is UTF-8.</summary>
    private static int? Invalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return null;
        var place = 0;
        while (Rune.DecodeFromUtf8(bytes[place..], out _, out var length) == System.Buffers.OperationStatus.Done)
            place += length;
        return place;
    }
}
