using System.Text.RegularExpressions;
using AttentionGen.Compiler.Patterns;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

/// <summary>docs/patterns.md names every kind, and what it shows as JSON is accepted.</summary>
public partial class PatternPageTests
{
    private static readonly string s_page = Repository.Read("docs", "patterns.md");

    [Fact]
    public void Every_kind_is_on_the_page() => Assert.All(PatternKinds.All, kind =>
    {
        Assert.Contains($"[{kind.Attribute[..^"Attribute".Length]}", s_page, StringComparison.Ordinal);
        Assert.True(kind.Property == "predicate" || s_page.Contains($"`\"{kind.Property}\"", StringComparison.Ordinal), kind.Property);
    });

    public static TheoryData<string> Lines => [.. JsonCell().Matches(s_page).Select(m => m.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Json_is_accepted(string json)
    {
        // A dilation spreads a window.
        var window = json.StartsWith("\"dilation\"", StringComparison.Ordinal) ? ", \"window\": 8" : "";
        Assert.NotNull(Sound.Spec($"\"layers\": 2, \"heads\": 2, {json}{window}"));
    }

    [GeneratedRegex("""^\| `\[[^|]*\| `("[a-zA-Z]+": [^`]*)`""", RegexOptions.Multiline)]
    private static partial Regex JsonCell();
}
