using System.Text.RegularExpressions;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

/// <summary>The README's JSON says what its attributes say.</summary>
public class ReadmeTests
{
    [Fact]
    public void Both_declarations_are_one_pattern()
    {
        var readme = Repository.Read("README.md").ReplaceLineEndings("\n");
        var attributes = Assert.Single(GeneratorHarness.Run("using AttentionGen;\n" + Block("csharp")).Specs);
        var json = Assert.Single(GeneratorHarness.Run(new TextFile("long-document.attention.json", Block("json"))).Specs);
        Assert.Equal(attributes with { IsExistingClass = false }, json with { Namespace = "" });

        string Block(string language) => Regex.Match(readme, $"^```{language}\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
    }
}
