using System.Text.Unicode;

namespace Quickstart;

/// <summary>Reads a text file, or says why it cannot be the document.</summary>
internal static class DocumentReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>The bytes of a UTF-8 text, without a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The longest text that fits the model.</param>
    /// <exception cref="Refusal">The file is no such text.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
        if (Directory.Exists(path))
            throw new Refusal(ExitCode.Directory, $"'{path}' is a directory. Name one text file in it.");
        if (!File.Exists(path))
            throw new Refusal(ExitCode.Missing, $"There is no file '{path}'. Check the name; a relative path starts at {Environment.CurrentDirectory}.");

        var bytes = ReadStart(path, ByteOrderMark.Length + maxBytes + 1);
        var text = bytes.AsSpan().StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;

        if (text.AsSpan().IndexOf((byte)0) is >= 0 and var nul)
            throw new Refusal(ExitCode.NotText, $"'{path}' is not text: byte {nul:N0} is NUL. Name a text file, saved as UTF-8.");
        if (text.Length > maxBytes)
            throw new Refusal(ExitCode.TooLong, $"'{path}' is longer than the model's {maxBytes:N0} bytes. Cut it, or raise MaxLength in LongDocumentPattern.cs.");
        if (!Utf8.IsValid(text))
            throw new Refusal(ExitCode.NotText, $"'{path}' is not valid UTF-8. Name a text file, saved as UTF-8.");
        if (text.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
            throw new Refusal(ExitCode.Empty, $"'{path}' is empty. Name a file that holds some text.");
        return text;
    }

    /// <summary>At most <paramref name="count"/> bytes, so that no file is too big to be refused.</summary>
    private static byte[] ReadStart(string path, int count)
    {
        try
        {
            using var file = File.OpenRead(path);
            var buffer = new byte[count];
            return buffer[..file.ReadAtLeast(buffer, count, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(ExitCode.Unreadable, $"'{path}' cannot be read: {error.Message} Check that you may read it and that no other program holds it.");
        }
    }
}
