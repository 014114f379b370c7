using System.Text;
using AttentionGen.Compiler.Json;
using AttentionGen.Compiler.Models;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Pipeline;

/// <summary>Whatever stands in the editor, the compiler answers with a spec or with problems; it never throws.</summary>
public class RobustnessTests
{
    private const string Json = """
        { "$schema": "s", "name": "P", "namespace": "A.B", "layers": 3, "heads": 2, "headSize": 8, "maxLength": 64, "causal": false,
          "window": [ { "total": [8, 4, 2] }, { "before": 3, "after": [1, 2, 0], "layers": "0..1", "heads": "1" } ],
          "dilation": { "stride": 2, "layers": "1..2", "heads": 0 },
          "global": { "default": "given", "qa": [ "first", { "tokenIds": [5, 7] }, { "beforeSeparator": 1 } ] },
          "models": { "M": { "task": "qa", "head": "sequenceClassification", "labels": ["no", "yes"] } } }
        """;

    private const string Config = """{ "model_type": "longformer", "attention_window": [4, 8], "num_hidden_layers": 2, "hidden_size": 96, "pad_token_id": 1, "max_position_embeddings": 80 }""";

    private const string Attributes = """
        using AttentionGen;
        namespace My.App;
        [AttentionPattern(layers: 3, 2, 8, MaxLength = 64, Causal = false)]
        [Window(8, 4, 2), Window(new[] { 8 }), Window([2, 4, 6]), Window(Before = 3, After = 1, Layers = "0..1", Heads = "1")]
        [Dilation(2, Layers = "1..2")]
        [GlobalTokens(GlobalRule.TokenIds, 5, 7, Task = "qa")]
        sealed partial class P;
        [LongformerModel(typeof(P), task: "qa", Head = LongformerHead.SequenceClassification, Labels = ["no", "yes"])]
        sealed partial class M;
        """;

    [Theory]
    [InlineData(Json)]
    [InlineData(Config)]
    public void Every_beginning_of_a_file(string text) => Assert.All(Enumerable.Range(0, text.Length), length => Read(text[..length]));

    [Theory]
    [InlineData(Json)]
    [InlineData(Config)]
    public void Files_with_anything_in_any_place(string text)
    {
        string[] pieces =
        [
            "", "\0", "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "0", "1.5", "1e999", "-1e999", "9999999999999999999999", "2147483648",
            "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\uD800", "\uFEFF", "\r\n", "\u2028", "é", "[]", "{}", "[[1]]", "{ \"layers\": 1 }", "\"1..2\"",
        ];
        var random = new Random(1);
        for (var round = 0; round < 4000; round++)
        {
            var mutated = new StringBuilder(text);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(mutated.Length);
                mutated.Remove(at, Math.Min(random.Next(6), mutated.Length - at)).Insert(at, pieces[random.Next(pieces.Length)]);
            }
            Read(mutated.ToString());
        }
    }

    [Fact]
    public void Every_value_in_the_place_of_every_other()
    {
        string[] values = ["null", "true", "0", "-1", "1.5", "1e999", "2147483647", "\"\"", "\"x\"", "\"0..1\"", "[]", "{}", "[null]", "[[], {}]", "{ \"\": null }", "{ \"rule\": null }", "[ { \"rule\": {} } ]"];
        string[] places = ["\"s\"", "\"P\"", "\"A.B\"", "3,", "2,", "64", "false", "[8, 4, 2]", "8", "[1, 2, 0]", "\"0..1\"", "\"1\"", "0 }", "\"given\"", "\"first\"", "[5, 7]", "1 }", "\"1..2\"", "{ \"M\"", "{ \"task\"", "\"qa\", \"head\"", "\"sequenceClassification\"", "[\"no\", \"yes\"]", "\"no\""];
        Assert.All(from place in places from value in values select (place, value), c =>
        {
            var at = Json.IndexOf(c.place, StringComparison.Ordinal);
            Read(Json[..at] + c.value + Json[(at + c.place.TrimEnd(',', '}', ' ').Length)..]);
        });
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting(char open) => Assert.Equal("AG0001", Assert.Single(JsonDeclaration.Read("f", string.Concat(Enumerable.Repeat(open == '[' ? "[" : "{\"a\":", 200_000)), "P", "").Problems).Rule.Id);

    [Fact]
    public void A_file_that_cannot_be_read() => Assert.Equal(
        ["AG0001"], GeneratorHarness.Run(new TextFile("p.attention.json", null)).Diagnostics.Select(d => d.Id));

    [Fact]
    public void Byte_order_mark_escapes_and_line_ends_change_nothing()
    {
        var plain = GeneratorHarness.Run(new TextFile("p.attention.json", Json.ReplaceLineEndings("\n"))).Sources;
        Assert.Equal(plain, GeneratorHarness.Run(new TextFile("p.attention.json", "\uFEFF" + Json.ReplaceLineEndings("\r\n").Replace("\"P\"", "\"\\u0050\"").Replace("\"first\"", "\"\\u0066irst\""))).Sources);
    }

    [Fact]
    public void The_largest_pattern_there_is()
    {
        var result = Read("""{ "name": "P", "layers": 1024, "heads": 1024, "headSize": 4096, "maxLength": 16777216, "window": 33554432, "dilation": 65536 }""");
        Assert.Empty(result.Problems);
        Assert.Equal(1024, result.Spec!.Layers.Count);
    }

    [Fact]
    public void Every_beginning_of_a_source()
    {
        // Cut behind each token, and in the middle of each.
        var cuts = Enumerable.Range(20, Attributes.Length - 20).Where(i => i % 3 == 0 || !char.IsLetterOrDigit(Attributes[i])).ToList();
        Assert.All(cuts, cut => GeneratorHarness.Run(Attributes[..cut]));
    }

    [Theory]
    [InlineData("[AttentionPattern]")]
    [InlineData("[AttentionPattern(1, 2)]")]
    [InlineData("[AttentionPattern(\"1\", null, 2.5)]")]
    [InlineData("[AttentionPattern(1, 2, 3, 4)]")]
    [InlineData("[AttentionPattern(1, 2, nothing)]")]
    [InlineData("[AttentionPattern(1, 2, headSize: 8, headSize: 8)]")]
    [InlineData("[AttentionPattern(heads: 1, 2, 8)]")]
    [InlineData("[AttentionPattern(1, 2, 8, MaxLength = null, Causal = 1, Size = 3)]")]
    [InlineData("[AttentionPattern(1, 2, 8, MaxLength = 1, MaxLength = 2)]")]
    [InlineData("[AttentionPattern(int.MaxValue + 1, 2, 8)]")]
    [InlineData("[AttentionPattern(1, 2, 8), AttentionPattern(1, 2, 8)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(null)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window((int[])null)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(default)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(new int[0])]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(new int[2])]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(new[] { 1 }, new[] { 2 })]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(new[] { \"x\", nothing })]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window([..nothing, 2])]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window([[1]])]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(nothing, 2)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(total: nothing)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8, Layers = null, Heads = nothing)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8, Before = )]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(")]
    [InlineData("[AttentionPattern(1, 2, 8), Dilation]")]
    [InlineData("[AttentionPattern(1, 2, 8), Dilation(default, Layers = typeof(int))]")]
    [InlineData("[AttentionPattern(1, 2, 8), GlobalTokens]")]
    [InlineData("[AttentionPattern(1, 2, 8), GlobalTokens(null)]")]
    [InlineData("[AttentionPattern(1, 2, 8), GlobalTokens((GlobalRule)(-1), null, Task = null)]")]
    [InlineData("[AttentionPattern(1, 2, 8), GlobalTokens(GlobalRule.Nothing)]")]
    [InlineData("[AttentionPattern(1, 2, 8), GlobalTokens(values: 3)]")]
    [InlineData("[AttentionPattern(1, 2, 8), GlobalTokens(values: new[] { 3 }, rule: GlobalRule.Positions)]")]
    [InlineData("[LongformerModel]")]
    [InlineData("[LongformerModel(null, null)]")]
    [InlineData("[LongformerModel((string)null, null)]")]
    [InlineData("[LongformerModel((System.Type)null, \"x\")]")]
    [InlineData("[LongformerModel(typeof(nothing), \"x\")]")]
    [InlineData("[LongformerModel(typeof(int[]), \"x\")]")]
    [InlineData("[LongformerModel(typeof(System.Action<>), \"x\", Head = nothing)]")]
    [InlineData("[LongformerModel(\"\", \"\", Labels = null)]")]
    [InlineData("[LongformerModel(\".P\", \"x\", Labels = [[\"a\"]])]")]
    [InlineData("[LongformerModel(\"P.\", \"x\", Head = LongformerHead.Nothing, Labels = new string[2])]")]
    public void Attributes_that_do_not_bind(string attributes)
    {
        var result = GeneratorHarness.Run("using AttentionGen;\n" + attributes + "\npartial class P { }");
        Assert.NotEmpty(result.Diagnostics.Concat(result.CompileErrors));
    }

    [Theory]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)] partial")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)] partial class")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)] partial class {")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)] partial struct P;")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)] partial record struct P;")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)] interface P;")]
    [InlineData("[assembly: AttentionPattern(1, 2, 8)]")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)] partial class P : Nothing;")]
    [InlineData("[AttentionPattern(1, 2, 8), Window(8)] partial class P : P;")]
    public void Declarations_that_do_not_compile(string source) => Assert.NotEmpty(GeneratorHarness.Run("using AttentionGen;\n" + source).CompileErrors);

    private static (PatternSpec? Spec, EquatableArray<AttentionGen.Compiler.Diagnostics.Problem> Problems) Read(string text)
    {
        var declaration = JsonDeclaration.Read("p.attention.json", text, null, "My.App");
        var result = SpecReader.Read(declaration);
        PatternSpec[] sound = result.Spec is { } spec ? [spec] : [];
        var known = new KnownPatterns(new[] { declaration.FullName ?? "" }.ToEquatableArray(), sound.Select(PatternFacts.Of).ToEquatableArray());
        var models = ModelDeclarations.Of(declaration).Select(m => ModelReader.Read(m, known)).ToList();
        Assert.All(models, m => Assert.Equal(m.Spec is null && sound.Length > 0, m.Problems.Count > 0 && sound.Length > 0));
        // A spec, or the reasons why there is none, with messages and places that hold.
        Assert.Equal(result.Spec is null, result.Problems.Count > 0);
        Assert.All(result.Problems.Concat(models.SelectMany(m => m.Problems)), p => Assert.NotEmpty(p.Message));
        Assert.All(result.Problems.Concat(models.SelectMany(m => m.Problems)), p => Assert.InRange(p.Span.Start + p.Span.Length, 0, text.Length));
        return result;
    }
}
