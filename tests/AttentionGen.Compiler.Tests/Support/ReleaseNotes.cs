using System.Text.RegularExpressions;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>The rows of AnalyzerReleases.Shipped.md and AnalyzerReleases.Unshipped.md.</summary>
internal static partial class ReleaseNotes
{
    /// <summary>Each row's id and text, the shipped ones first.</summary>
    public static IReadOnlyList<(string Id, string Row)> Rows { get; } = new[] { "Shipped", "Unshipped" }
        .SelectMany(f => Repository.Read("generators", "AttentionGen.Generator", $"AnalyzerReleases.{f}.md").ReplaceLineEndings("\n").Split('\n'))
        .Where(line => Row().IsMatch(line))
        .Select(line => (line[.."AG0000".Length], line))
        .ToList();

    [GeneratedRegex(@"^AG\d{4} ")]
    private static partial Regex Row();
}
