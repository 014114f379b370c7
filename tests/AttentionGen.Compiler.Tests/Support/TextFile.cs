using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>An additional file of a project.</summary>
/// <param name="path">Its path.</param>
/// <param name="text">Its text; null for a file that cannot be read.</param>
/// <param name="className">The item's AttentionPatternName.</param>
internal sealed class TextFile(string path, string? text, string? className = null) : AdditionalText
{
    public override string Path { get; } = path;

    public string? Text { get; } = text;

    public string? ClassName { get; } = className;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => Text is null ? null : SourceText.From(Text, Encoding.UTF8);
}
