using System.Globalization;
using System.Text.RegularExpressions;
using AttentionGen.Compiler.Json;
using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Pipeline;

/// <summary>The same declaration gives the same bytes, wherever it is compiled.</summary>
public partial class DeterminismTests
{
    [Theory]
    [InlineData("-", ".", ",")]
    [InlineData("\u2212", ",", ".")]
    [InlineData("\u061C-", "\u066B", "\u066C")]
    [InlineData("minus ", "'", "")]
    public void Cultures(string negativeSign, string decimalSeparator, string groupSeparator)
    {
        var expected = Outputs();
        Assert.Contains(expected, text => text.Contains("AG0006 '-3'", StringComparison.Ordinal));
        var before = CultureInfo.CurrentCulture;
        try
        {
            // Clones: programs without ICU know no other culture than the invariant one.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat = new NumberFormatInfo
            {
                NegativeSign = negativeSign,
                NumberDecimalSeparator = decimalSeparator,
                NumberGroupSeparator = groupSeparator,
                PercentDecimalSeparator = decimalSeparator,
                PositiveSign = "plus",
            };
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            Assert.Equal(expected, Outputs());
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>Turkish has its own upper case of i, which clones of the invariant culture cannot show.</summary>
    [Fact]
    public void No_code_changes_case_by_culture() => Assert.DoesNotContain(
        Repository.Files("generators", "*.cs"), f => CultureCase().IsMatch(Repository.Read(f)));

    [Fact]
    public void Order_of_files()
    {
        var goldens = Repository.Read("tests", "Shared", "Patterns", "Goldens.cs");
        var other = new TextFile("base.attention.json", Repository.Read("patterns", "longformer-base-4096.attention.json"));
        var one = GeneratorHarness.Run(new Project { Sources = [("Features.cs", SharedPatterns.Features), ("Goldens.cs", goldens)], Files = [SharedPatterns.FromJson, other] });
        var two = GeneratorHarness.Run(new Project { Sources = [("Goldens.cs", goldens), ("Features.cs", SharedPatterns.Features)], Files = [other, SharedPatterns.FromJson] });
        Assert.True(one.Sources.Count > 15);
        Assert.Equal(one.Sources.OrderBy(s => s.Key), two.Sources.OrderBy(s => s.Key));
    }

    [Fact]
    public void Lines_end_alike_and_hold_no_trailing_space() => Assert.All(GeneratorHarness.Run(SharedPatterns.Features).Sources.Values, text =>
    {
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain(text.Split('\n'), line => line.EndsWith(' '));
        Assert.EndsWith("}\n", text);
    });

    [Fact]
    public void Line_ends_and_byte_order_marks_of_what_is_declared_change_nothing()
    {
        var goldens = Repository.Read("tests", "Shared", "Patterns", "Goldens.cs");
        string[] files = [SharedPatterns.FromJson.Text!, .. Repository.Files("patterns", "*.attention.json").Select(f => Repository.Read(f))];
        var unix = Sources(text => text.ReplaceLineEndings("\n"));
        Assert.True(unix.Count > 25);
        Assert.Equal(unix, Sources(text => text.ReplaceLineEndings("\r\n")));
        Assert.Equal(unix, Sources(text => "\uFEFF" + text.ReplaceLineEndings("\r\n")));
        Assert.Equal(unix, Sources(text => text.ReplaceLineEndings("\r")));

        IEnumerable<KeyValuePair<string, string>> Generated(Func<string, string> form) => GeneratorHarness.Run(new Project
        {
            Sources = [("Features.cs", form(SharedPatterns.Features)), ("Goldens.cs", form(goldens))],
            Files = [.. files.Select((text, i) => new TextFile($"{i}.attention.json", form(text)))],
        }).Sources;

        List<KeyValuePair<string, string>> Sources(Func<string, string> form) => [.. Generated(form).OrderBy(s => s.Key, StringComparer.Ordinal)];
    }

    private static List<string> Outputs()
    {
        string[] texts =
        [
            SharedPatterns.FromJson.Text!,
            .. Repository.Files("patterns", "*.attention.json").Select(f => Repository.Read(f)),
            """{ "name": "P", "layers": -1, "heads": 2.5, "headSize": 1e999, "maxLength": -7, "window": [-3, 5, 1.5], "dilation": -2 }""",
            """{ "model_type": "longformer", "max_position_embeddings": -80 }""",
        ];
        var read = texts.Select(t => SpecReader.Read(JsonDeclaration.Read("p", t, null, "A"))).ToList();
        Assert.True(read.SelectMany(r => r.Problems).Count() > 5);
        // The attribute front end too, sound and broken, with the places that diagnostics name.
        var code = GeneratorHarness.Run(SharedPatterns.Features).Sources;
        var broken = GeneratorHarness.Run("using AttentionGen; [AttentionPattern(-1, 2, 8, MaxLength = -7), Window(-3, 5), Dilation(-2), GlobalTokens((GlobalRule)(-1), -1)] partial class P;").Reports;
        return
        [
            .. read.Select(r => r.Spec is null ? string.Join("\n", r.Problems.Select(p => p.Message)) : Source.From(r.Spec).Text + Report(r.Spec)),
            .. code.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value), .. broken,
        ];
    }

    private static string Report(PatternSpec spec)
    {
        var report = PatternReport.Of(spec);
        return report.ToText() + report.ToSvg() + report.ToHtml();
    }

    [GeneratedRegex(@"\.To(Upper|Lower)\(")]
    private static partial Regex CultureCase();
}
