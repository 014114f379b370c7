using AttentionGen.Compiler.Spec;
using System.Text.RegularExpressions;
using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Reports;

/// <summary>The HTML page: its numbers are the plan's, and it needs nothing from outside.</summary>
public partial class PageTests
{
    public static TheoryData<string> Presets => [.. Repository.Files("patterns", "*.attention.json")];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Its_numbers_are_the_plans(string preset)
    {
        var report = PatternReport.Of(Sound.File(Repository.Read(preset)));
        var (plan, html) = (report.Plan, report.ToHtml());
        Assert.Equal(plan.Reach.Select(r => new decimal[] { r.Before, r.After }), Reported.Table(html, "reach"));

        var costs = Reported.Table(html, "costs");
        decimal[] Row(Plan.LayerCost cost) => [cost.Pairs, cost.DensePairs, cost.ComputedPairs, cost.Flops, 4m * plan.Spec.HeadSize * cost.DensePairs, cost.Bytes];
        Assert.Equal(plan.Costs.Distinct().Select(Row), costs.SkipLast(1));
        Assert.Equal(Enumerable.Range(0, 6).Select(i => plan.Costs.Sum(c => Row(c)[i])), costs[^1]);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Each_head_has_its_kind(string preset)
    {
        var spec = Sound.File(Repository.Read(preset));
        var data = Reported.Data(PatternReport.Of(spec).ToHtml());
        for (var layer = 0; layer < spec.Layers.Count; layer++)
        {
            for (var head = 0; head < spec.Heads; head++)
            {
                var kind = data.GetProperty("kinds")[data.GetProperty("kindOf")[layer][head].GetInt32()];
                // Heads that are no band of known width are said in words of their own.
                if (spec.Layers[layer].Heads[head].Band is not { Before: not BandTerm.Unbounded } band)
                    continue;
                Assert.StartsWith($"{band.Before} before, {band.After} after" + (band.Stride == 1 ? "" : $", stride {band.Stride}"), kind.GetProperty("terms")[0].GetString());
                Assert.Equal(spec.Global ? "both" : "none", kind.GetProperty("global").GetString());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void It_is_small_and_has_no_outside_parts(string preset)
    {
        var html = PatternReport.Of(Sound.File(Repository.Read(preset))).ToHtml();
        Assert.InRange(html.Length, 20_000, 300_000);
        Assert.DoesNotMatch(Outside(), html);
        Assert.DoesNotContain("{{", html);
    }

    [Fact]
    public void Tasks_kernels_and_refusals_are_named()
    {
        var html = PatternReport.Of(Sound.Spec("""
            "layers": 1, "heads": 2, "window": 4, "bigBird": { "heads": "1" }, "global": { "qa": { "beforeSeparator": 2 }, "free": "given" }
            """)).ToHtml();
        Assert.Contains("<li><b>qa</b> all tokens before separator number 2</li>", html);
        Assert.Contains("<li><b>free</b> given at run time</li>", html);
        Assert.Contains("<li><b>band tiles</b> (layer 0, head 0)</li>", html);
        Assert.Contains("<li><b>gathered blocks of 64</b> (layer 0, head 1)</li>", html);
        Assert.Matches("<li><b>not band tiles</b> it reads the union of [0-9] terms, not one band \\(layers? 0, head 1\\)</li>", html);
    }

    [Fact]
    public void Chosen_heads_are_all_that_is_shown()
    {
        var spec = Sound.File(Repository.Read("patterns", "char-lm-small-stage1.attention.json"));
        var data = Reported.Data(PatternReport.Of(spec, length: 100, layer: 9, head: 1).ToHtml());
        Assert.Equal("layer 9, head 1", Assert.Single(data.GetProperty("kinds").EnumerateArray()).GetProperty("where").GetString());
        Assert.Equal(100, data.GetProperty("length").GetInt32());
        Assert.Single(data.GetProperty("kindOf").EnumerateArray().SelectMany(l => l.EnumerateArray()), k => k.GetInt32() == 0);
    }

    [Fact]
    public void Warnings_of_a_build_are_shown()
    {
        var spec = Sound.File(Repository.Read("patterns", "led-base-16384.attention.json")) with { Tasks = default };
        spec = spec with { Layers = spec.Layers.Select(l => new Spec.LayerSpec(l.Heads.Select(h => new Spec.HeadSpec(new Spec.Term[] { h.Band! }.ToEquatableArray())).ToEquatableArray())).ToEquatableArray() };
        var warning = Assert.Single(PatternReport.Of(spec).Warnings);
        Assert.Contains("16384", warning);
        Assert.Contains(warning.Replace("&", "&amp;").Replace("'", "'"), PatternReport.Of(spec).ToHtml());
        Assert.Empty(PatternReport.Of(spec, length: 512).Warnings);
    }

    [Fact]
    public void Names_cannot_become_markup()
    {
        var spec = Sound.Spec("\"layers\": 1, \"heads\": 1, \"window\": 4") with { Name = "</script><b>&\"\u2028" };
        var report = PatternReport.Of(spec);
        Assert.DoesNotContain("</script><b>", report.ToHtml());
        Assert.DoesNotContain("<b>&", report.ToSvg());
        Assert.Equal(spec.Name, Reported.Data(report.ToHtml()).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(0, null, null, "The length must be 1 to 16777216.")]
    [InlineData(16777217, null, null, "The length must be 1 to 16777216.")]
    [InlineData(null, 2, null, "The layer must be 0 to 1.")]
    [InlineData(null, null, -1, "The head must be 0 to 2.")]
    public void What_is_not_there_is_refused(int? length, int? layer, int? head, string message)
    {
        var spec = Sound.Spec("\"layers\": 2, \"heads\": 3, \"window\": 4");
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => PatternReport.Of(spec, length, layer, head)).Message);
    }

    [GeneratedRegex("https?:|<link|@import|url\\(| src=|<iframe|<img")]
    private static partial Regex Outside();
}
