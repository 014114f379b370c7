using System.Text;
using System.Text.Unicode;

namespace Quickstart;

/// <summary>Reads a text file, or says why it cannot be the document.</summary>
internal static class DocumentReader
{
    /// <summary>No text that a model can read has more.</summary>
    private const int MaxBytes = 16 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>The text of a UTF-8 file, without a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Refusal">The file is no such text.</exception>
    public static string Read(string path)
    {
        if (Directory.Exists(path))
            throw Refuse($"'{path}' is a directory. Name the text files in it.");
        if (!File.Exists(path))
            throw Refuse($"There is no file '{path}'. Check the name; a relative path starts at {Environment.CurrentDirectory}.");

        var text = ReadStart(path, MaxBytes + 1);
        if (text.AsSpan().StartsWith(ByteOrderMark))
            text = text[ByteOrderMark.Length..];
        if (text.AsSpan().IndexOf((byte)0) is >= 0 and var nul)
            throw Refuse($"'{path}' is not text: byte {nul:N0} is NUL. Name a text file, saved as UTF-8.");
        if (text.Length > MaxBytes)
            throw Refuse($"'{path}' has more than {MaxBytes >> 20} MiB. Name a single document.");
        if (!Utf8.IsValid(text))
            throw Refuse($"'{path}' is not valid UTF-8. Name a text file, saved as UTF-8.");
        if (text.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
            throw Refuse($"'{path}' is empty. Name a file that holds some text.");
        return Encoding.UTF8.GetString(text);
    }

    private static Refusal Refuse(string message) => new(ExitCode.BadFile, message);

    /// <summary>At most <paramref name="count"/> bytes, so that no file is too big to be refused.</summary>
    private static byte[] ReadStart(string path, int count)
    {
        try
        {
            using var file = File.OpenRead(path);
            var buffer = new byte[Math.Min(count, Math.Max(file.Length, 4096))];
            return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refuse($"'{path}' cannot be read: {error.Message} Check that you may read it and that no other program holds it.");
        }
    }
}
