using System.Reflection;
using System.Text.RegularExpressions;
using AttentionGen.Tests.Support;
using Quickstart;

namespace AttentionGen.Tests;

/// <summary>What the README quotes is what the repository holds.</summary>
public partial class ReadmeTests
{
    private static readonly string s_readme = Resource("README.md");

    [Fact]
    public void TheDeclarationIsTheExamples() => Assert.Contains(Blocks("csharp")[0], Resource("LongDocumentPattern.cs"));

    [Fact]
    public void TheCodeIsWhatTheDeclarationBecomes()
    {
        // Pieces between lines of three dots, without the class's indentation.
        var generated = Regex.Replace(CompiledSources.All["Quickstart.LongDocumentPattern.g.cs"], "^    ", "", RegexOptions.Multiline);
        Assert.All(Blocks("csharp")[1].Split("\n...\n"), piece => Assert.Contains(piece, generated));
    }

    [Fact]
    public void ThePictureIsTheCards() => Assert.Contains(new LongDocumentPattern().Card.Picture, Blocks(""));

    private static string[] Blocks(string language) =>
        [.. Block().Matches(s_readme).Where(m => m.Groups[1].Value == language).Select(m => m.Groups[2].Value)];

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("^```(\\w*)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
