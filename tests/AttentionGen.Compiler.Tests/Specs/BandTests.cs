using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

using GlobalDirection = Spec.GlobalDirection;
using GlobalProjections = Spec.GlobalProjections;
using GlobalRule = Spec.GlobalRule;

/// <summary>From windows and dilation to bands, by hand.</summary>
public class BandTests
{
    [Theory]
    // Totals are halved to each side; sides are taken as they are.
    [InlineData(1, 1, "\"window\": 2", "1/1")]
    [InlineData(1, 2, "\"window\": 512", "256/256 256/256")]
    [InlineData(1, 1, "\"window\": 512.0", "256/256")]
    [InlineData(1, 1, "\"window\": 1e2", "50/50")]
    [InlineData(1, 1, "\"window\": { \"before\": 5, \"after\": 2 }", "5/2")]
    [InlineData(1, 1, "\"window\": { \"after\": 2 }", "0/2")]
    [InlineData(1, 1, "\"window\": { \"before\": 0 }", "0/0")]
    // A value for all layers, or one for each.
    [InlineData(3, 1, "\"window\": [2, 4, 8]", "1/1", "2/2", "4/4")]
    [InlineData(3, 1, "\"window\": { \"before\": [3, 2, 1], \"after\": 7 }", "3/7", "2/7", "1/7")]
    // A list counts all layers, also where its entry is for some of them.
    [InlineData(3, 2, "\"window\": [2, { \"total\": [10, 20, 30], \"layers\": \"1..2\", \"heads\": 1 }]", "1/1 1/1", "1/1 10/10", "1/1 15/15")]
    // Later windows override earlier ones where both apply.
    [InlineData(2, 3, "\"window\": [8, { \"total\": 4, \"heads\": \"1..2\" }, { \"before\": 1, \"layers\": 1, \"heads\": \"2\" }]", "4/4 2/2 2/2", "4/4 2/2 1/0")]
    [InlineData(2, 1, "\"window\": [{ \"total\": 4, \"layers\": 0 }, 8]", "4/4", "4/4")]
    // Sets: ranges with both ends, numbers, in any order, with overlaps and spaces.
    [InlineData(9, 1, "\"window\": [2, { \"total\": 4, \"layers\": \"0..3,7\" }]", "2/2", "2/2", "2/2", "2/2", "1/1", "1/1", "1/1", "2/2", "1/1")]
    [InlineData(4, 1, "\"window\": [2, { \"total\": 4, \"layers\": \" 3, 1 .. 2,2..2 \" }]", "1/1", "2/2", "2/2", "2/2")]
    // Dilation, for all or for some; 1 is none; it overrides too, and keeps the number of keys.
    [InlineData(2, 1, "\"window\": 8, \"dilation\": 3", "4/4x3", "4/4x3")]
    [InlineData(2, 2, "\"window\": 8, \"dilation\": { \"stride\": 2, \"layers\": 1, \"heads\": 0 }", "4/4 4/4", "4/4x2 4/4")]
    [InlineData(2, 2, "\"window\": [4, 8], \"dilation\": [4, { \"stride\": 1, \"layers\": \"0\" }]", "2/2 2/2", "4/4x4 4/4x4")]
    [InlineData(1, 1, "\"causal\": true, \"window\": { \"before\": 6 }, \"dilation\": 2", "6/0x2")]
    public void Bands_of(int layers, int heads, string properties, params string[] bands) =>
        Assert.Equal(bands, Sound.Spec($"\"layers\": {layers}, \"heads\": {heads}, {properties}").Bands());

    [Fact]
    public void The_whole_spec()
    {
        var expected = new PatternSpec(
            "MyPattern", "A.B", IsExistingClass: false, HeadSize: 8, MaxLength: 64, Causal: true, Segments: false,
            new[] { new LayerSpec(new[] { Head(5), Head(5) }.ToEquatableArray()) }.ToEquatableArray(),
            new[] { new GlobalTask("qa", "GlobalMaskForQa", new[] { new GlobalRule(GlobalRuleKind.First, default) }.ToEquatableArray()) }.ToEquatableArray());
        var read = Sound.File("""
            { "$schema": "attention.schema.json", "name": "MyPattern", "namespace": "A.B", "layers": 1, "heads": 2, "headSize": 8, "maxLength": 64,
              "causal": true, "window": { "before": 5 }, "global": { "qa": "first" } }
            """);
        Assert.Equal(expected, read);
        Assert.Equal(expected.GetHashCode(), read.GetHashCode());
        Assert.NotEqual(expected with { MaxLength = null }, read);

        static HeadSpec Head(int before) => new(new Term[] { new BandTerm(before, 0, 1), new GlobalTerm(GlobalDirection.Both, GlobalProjections.Separate) }.ToEquatableArray());
    }
}
