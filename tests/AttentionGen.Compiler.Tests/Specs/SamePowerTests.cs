using System.Text.Json;
using AttentionGen.Compiler.Spec;
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
    [InlineData("", "[Window(8), Window(4, Stride = 7, Add = true, Heads = \"1\")]", "\"window\": [8, { \"total\": 4, \"stride\": 7, \"add\": true, \"heads\": 1 }]")]
    [InlineData("", "[FullAttention(Layers = \"0..1\"), FullAttention(Layers = \"2\", Heads = \"0..1\")]", "\"full\": [{ \"layers\": \"0..1\" }, { \"layers\": 2, \"heads\": \"0..1\" }]")]
    [InlineData("", "[BlockWindow(8, Before = 3, After = 0)]", "\"blockWindow\": { \"size\": 8, \"before\": 3, \"after\": 0 }")]
    [InlineData("", "[Window(8), RandomBlocks(16, Count = 2, Seed = 9, Layers = \"1\", Heads = \"0\")]", "\"window\": 8, \"randomBlocks\": { \"size\": 16, \"count\": 2, \"seed\": 9, \"layers\": 1, \"heads\": 0 }")]
    [InlineData("", "[BlockList(8, \"0: 0..1; 1..9: 1,0\")]", "\"blockList\": { \"size\": 8, \"rows\": \"0: 0..1; 1..9: 1,0\" }")]
    [InlineData("", "[StridedColumns(8, Width = 2, Offset = 3)]", "\"stridedColumns\": { \"stride\": 8, \"width\": 2, \"offset\": 3 }")]
    [InlineData("", "[SparseStrided(8, Part = SparsePart.Local, Heads = \"0\"), SparseStrided(8, Part = SparsePart.Summary, Heads = \"1\")]", "\"sparseStrided\": [{ \"stride\": 8, \"part\": \"local\", \"heads\": 0 }, { \"stride\": 8, \"part\": \"summary\", \"heads\": 1 }]")]
    [InlineData("", "[SparseFixed(8, Summary = 2, Part = SparsePart.Both)]", "\"sparseFixed\": { \"stride\": 8, \"summary\": 2, \"part\": \"both\" }")]
    [InlineData("", "[BigBird(BlockSize = 16, RandomBlocks = 1, Near = 2, First = 3, Last = 0, Seed = 5)]", "\"bigBird\": { \"blockSize\": 16, \"randomBlocks\": 1, \"near\": 2, \"first\": 3, \"last\": 0, \"seed\": 5 }")]
    [InlineData("", "[Etc(GlobalTokens = 7, Radius = 5, Projections = GlobalProjections.Separate)]", "\"etc\": { \"globalTokens\": 7, \"radius\": 5, \"projections\": \"separate\" }")]
    [InlineData("", "[Gmat(7, Chunk = 16)]", "\"gmat\": { \"memoryTokens\": 7, \"chunk\": 16 }")]
    [InlineData("", "[PrefixLm(Length = 7, Heads = \"0\"), PrefixLm(Heads = \"1\")]", "\"prefixLm\": [{ \"length\": 7, \"heads\": 0 }, { \"heads\": 1 }]")]
    [InlineData("", "[Window(8), PackedDocuments]", "\"window\": 8, \"packedDocuments\": true")]
    [InlineData("", "[Window(8)]", "\"window\": 8, \"packedDocuments\": false")]
    [InlineData("", "[Window(8), GlobalTokens(GlobalRule.Given), GlobalAttention(Direction = GlobalDirection.Read, Heads = \"0\"), GlobalAttention(Projections = GlobalProjections.Shared, Layers = \"1\", Heads = \"1\"), GlobalAttention(Direction = GlobalDirection.None, Layers = \"2\")]", "\"window\": 8, \"global\": { \"default\": \"given\" }, \"globalAttention\": [{ \"direction\": \"read\", \"heads\": 0 }, { \"projections\": \"shared\", \"layers\": 1, \"heads\": 1 }, { \"direction\": \"none\", \"layers\": 2 }]")]
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

    /// <summary>The front end reads source text, so what an attribute's property holds by itself is written in two places.</summary>
    [Theory]
    [InlineData("blockWindow", typeof(BlockWindowAttribute), 16)]
    [InlineData("randomBlocks", typeof(RandomBlocksAttribute), 16)]
    [InlineData("blockList", typeof(BlockListAttribute), 16, "0: 0")]
    [InlineData("stridedColumns", typeof(StridedColumnsAttribute), 16)]
    [InlineData("sparseStrided", typeof(SparseStridedAttribute), 16)]
    [InlineData("sparseFixed", typeof(SparseFixedAttribute), 16)]
    [InlineData("bigBird", typeof(BigBirdAttribute))]
    [InlineData("etc", typeof(EtcAttribute))]
    [InlineData("gmat", typeof(GmatAttribute), 16)]
    public void Attributes_hold_the_compilers_defaults(string kind, Type type, params object[] required)
    {
        var parameters = type.GetConstructors().Single().GetParameters().Select(p => p.Name!).ToList();
        var attribute = Activator.CreateInstance(type, required)!;
        var values = type.GetProperties().Where(p => p.DeclaringType == type && p.GetValue(attribute) is not null)
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name), p => p.GetValue(attribute) is Enum word ? JsonNamingPolicy.CamelCase.ConvertName($"{word}") : p.GetValue(attribute));
        Assert.Equal(Spec(values.Where(v => parameters.Contains(v.Key))), Spec(values));

        PatternSpec Spec(IEnumerable<KeyValuePair<string, object?>> fields) =>
            Sound.Spec($"\"layers\": 2, \"heads\": 2, \"{kind}\": {JsonSerializer.Serialize(fields.ToDictionary())}");
    }
}
