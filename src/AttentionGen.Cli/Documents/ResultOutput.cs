using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AttentionGen.Cli.Documents;

/// <summary>Where results go.</summary>
internal static class ResultOutput
{
    /// <summary>EPIPE, the same number on Linux and macOS.</summary>
    private const int BrokenPipe = 32;

    /// <summary>A writer to flush now and then.</summary>
    /// <param name="path">The file; null for the program's output.</param>
    /// <param name="output">The program's output.</param>
    public static TextWriter Open(string? path, TextWriter output)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (path is not null)
            return new StreamWriter(path, append: false, utf8) { NewLine = "\n" };
        if (output != Console.Out || OperatingSystem.IsWindows())
            return new Shared(output);
        // The console's own stream takes what nobody reads any more, silently, so that a program in front of "head" would go on to the end.
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? new Shared(output) : new StreamWriter(stream, utf8) { NewLine = "\n" };
    }

    /// <summary>Whether this says that the reader of a pipe is gone.</summary>
    public static bool IsGone(IOException e) => !OperatingSystem.IsWindows() && e.HResult == BrokenPipe;

    /// <summary>The caller's writer, which stays open.</summary>
    private sealed class Shared(TextWriter writer) : TextWriter
    {
        public override Encoding Encoding => writer.Encoding;

        public override void Write(char value) => writer.Write(value);

        public override void Write(string? value) => writer.Write(value);

        public override void WriteLine(string? value) => writer.Write(value + "\n");

        public override void Flush() => writer.Flush();
    }
}
