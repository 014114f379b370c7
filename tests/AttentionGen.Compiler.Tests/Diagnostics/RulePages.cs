using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>The rules as a whole, and AG0017, which is about the project.</summary>
public class RulePages
{
    [Fact]
    public void Rules_stand_in_order_of_their_ids_and_share_none()
    {
        Assert.All(Rules.All, r => Assert.Matches("^AG[0-9]{4}$", r.Id));
        Assert.Equal(Rules.All.Select(r => r.Id).Distinct().Order(StringComparer.Ordinal), Rules.All.Select(r => r.Id));
    }

    [Fact]
    public void Every_rule_has_a_page_and_no_other_page_is_there() => Assert.Equal(
        Rules.All.Select(r => $"docs/diagnostics/{r.Id}.md"), Repository.Files("docs/diagnostics", "*").Order(StringComparer.Ordinal));

    [Fact]
    public void Pages_are_titled_as_their_rules() =>
        Assert.All(Rules.All, r => Assert.StartsWith($"# {r.Id}: {r.Title}\n", Repository.Read("docs", "diagnostics", r.Id + ".md"), StringComparison.Ordinal));

    [Theory]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public void An_old_language_version_is_told_once_and_nothing_is_generated(LanguageVersion version, string name)
    {
        const string Attributes = "[AttentionGen.AttentionPattern(2, 2, 8), AttentionGen.Window(2)]\npartial class ";
        var result = GeneratorHarness.Run(Project.Of($"{Attributes}P {{ }}\n{Attributes}Q {{ }}") with { LanguageVersion = version });
        Assert.Equal([$"Test.cs(2,15): AG0017 'P': Generated patterns need C# 11 or later, but this project compiles as C# {name}. Raise LangVersion."], result.Reports);
        Assert.Empty(result.Sources);
    }

    [Fact]
    public void An_old_language_version_is_told_of_files_too()
    {
        var file = new TextFile("p.attention.json", "{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4 }");
        var result = GeneratorHarness.Run(Project.Of(file) with { LanguageVersion = LanguageVersion.CSharp7_3 });
        Assert.Equal(["p.attention.json(1,11): AG0017 '\"P\"': Generated patterns need C# 11 or later, but this project compiles as C# 7.3. Raise LangVersion."], result.Reports);
        Assert.Empty(result.Sources);
    }
}
