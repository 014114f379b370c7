using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

/// <summary>What attributes say, JSON says too: the same spec, and the same code but for the head of the class.</summary>
public class SamePowerTests
{
    [Theory]
    [InlineData("", "[Window(8)]", "\"window\": 8")]
    [InlineData("", "[Window(total: 8)]", "\"window\": { \"total\": 8 }")]
    [InlineData("", "[Window(new[] { 4, 8, 16 })]", "\"window\": [4, 8, 16]")]
    [InlineData("", "[Window(4, 8, 16)]", "\"window\": { \"total\": [4, 8, 16] }")]
    [InlineData("", "[Window(Before = 5, After = 2)]", "\"window\": { \"before\": 5, \"after\": 2 }")]
    [InlineData("", "[Window(Before = 5)]", "\"window\": { \"before\": 5 }")]
    [InlineData("", "[Window(After = 5)]", "\"window\": { \"before\": 0, \"after\": [5, 5, 5] }")]
    [InlineData("", "[Window(8)] [Window(4, Layers = \"0..1\", Heads = \"1\")]", "\"window\": [8, { \"total\": 4, \"layers\": \"0..1\", \"heads\": 1 }]")]
    [InlineData("", "[Window(8, Layers = \"0,1\"), Window(Before = 0, Layers = \"2\")]", "\"window\": [{ \"total\": 8, \"layers\": \"0..1\" }, { \"before\": 0, \"layers\": \" 2 \" }]")]
    [InlineData("", "[Window(8)] [Dilation(3)]", "\"window\": 8, \"dilation\": 3")]
    [InlineData("", "[Window(8)] [Dilation(1)]", "\"window\": 8")]
    [InlineData("", "[Window(8)] [Dilation(2, Heads = \"0\"), Dilation(4, Layers = \"2\")]", "\"window\": 8, \"dilation\": [{ \"stride\": 2, \"heads\": 0 }, { \"stride\": 4, \"layers\": 2 }]")]
    [InlineData(", MaxLength = 12", "[Window(8)]", "\"maxLength\": 12, \"window\": 8")]
    [InlineData(", Causal = true", "[Window(Before = 8)]", "\"causal\": true, \"window\": { \"before\": 8, \"after\": 0 }")]
    [InlineData(", Causal = false", "[Window(Before = 8, After = 0)]", "\"window\": { \"before\": 8 }")]
    [InlineData("", "[Window(8), GlobalTokens(GlobalRule.Given)]", "\"window\": 8, \"global\": { \"default\": \"given\" }")]
    [InlineData("", "[Window(8), GlobalTokens(GlobalRule.First, Task = \"a b\")]", "\"window\": 8, \"global\": { \"a b\": { \"first\": [] } }")]
    [InlineData("", "[Window(8), GlobalTokens(GlobalRule.BeforeSeparator, 1, Task = \"qa\"), GlobalTokens(GlobalRule.AfterSeparator, 2, Task = \"mc\")]", "\"window\": 8, \"global\": { \"qa\": { \"beforeSeparator\": 1 }, \"mc\": { \"afterSeparator\": [2] } }")]
    [InlineData("", "[Window(8), GlobalTokens(GlobalRule.TokenIds, 5, 7), GlobalTokens(GlobalRule.Positions, 0), GlobalTokens(GlobalRule.EveryKth, 4)]", "\"window\": 8, \"global\": { \"default\": [{ \"tokenIds\": [5, 7] }, { \"positions\": 0 }, { \"everyKth\": 4 }] }")]
    public void Both_front_ends_say_the_same(string options, string attributes, string json)
    {
        var fromAttributes = GeneratorHarness.Run($"using AttentionGen; namespace My.App; [AttentionPattern(3, 2, 8{options})] {attributes} public sealed partial class P;");
        var fromJson = GeneratorHarness.Run(new TextFile("p.attention.json", $"{{ \"name\": \"P\", \"layers\": 3, \"heads\": 2, \"headSize\": 8, {json} }}"));
        Assert.Empty(fromAttributes.Reports.Concat(fromJson.Reports));
        Assert.Equal(Assert.Single(fromAttributes.Specs) with { IsExistingClass = false }, Assert.Single(fromJson.Specs));
        // Existing classes keep their own summary and modifiers.
        Assert.Equal(
            fromAttributes.Source.Split('\n'),
            fromJson.Source.Replace("public sealed partial class P ", "partial class P ").Split('\n').Where(line => !line.Contains("<summary>P: 3 layers, 2 heads of 8")));
    }
}
