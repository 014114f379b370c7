using System.Text;
using AttentionGen.Compiler;

namespace AttentionGen.Cli.Commands;

/// <summary>Generated files on disk.</summary>
internal static class SourceFile
{
    /// <summary>Writes a file under its hint name, and says what that did. A file that holds the text already is left alone.</summary>
    public static string Write(string folder, Source source)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, source.HintName);
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(source.Text);
        var exists = File.Exists(path);
        if (exists && File.ReadAllBytes(path).AsSpan().SequenceEqual(text))
            return $"unchanged {path}";
        File.WriteAllBytes(path, text);
        return $"{(exists ? "replaced" : "wrote")} {path}";
    }
}
