using System.Diagnostics;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Dynamic;
using AttentionGen.Reference;
using static TorchSharp.torch;

namespace AttentionGen.Cli.Tests.Dynamic;

/// <summary>Declarations become patterns that compute what they declare.</summary>
public class CompilationTests : TemporaryFolder
{
    public static TheoryData<string> Presets => [.. Directory.GetFiles(Repository.Path("patterns"), "*.attention.json").Select(f => Path.GetFileName(f))];

    [Theory, MemberData(nameof(Presets))]
    public void A_preset_is_compiled_as_it_is_declared(string file)
    {
        var spec = DeclarationCheck.File(Repository.Path("patterns", file)).Require();
        var pattern = PatternCompiler.FromFile(Repository.Path("patterns", file));
        Assert.Equal(spec.FullName, pattern.GetType().FullName);
        Assert.Equal((spec.Layers.Count, spec.Heads, spec.HeadSize, spec.MaxLength), (pattern.Card.Layers, pattern.Card.Heads, pattern.Card.HeadSize, pattern.Card.MaxLength));
        AgreesWithTheOracle(pattern, length: 96);
    }

    [Fact]
    public void A_text_is_a_pattern()
    {
        var pattern = PatternCompiler.FromText(Declared.Mixed);
        Assert.Equal([new Band(2, 2), new Band(2, 2), new Band(2, 2)], pattern.Card.Bands[0]);
        Assert.Equal([new Band(5, 5, 3), new Band(5, 5), new Band(5, 5, 3)], pattern.Card.Bands[1]);
        AgreesWithTheOracle(pattern, length: 41);
    }

    [Fact]
    public void A_configuration_is_a_pattern()
    {
        var path = Write("config.json", """{ "model_type": "longformer", "num_hidden_layers": 2, "num_attention_heads": 2, "hidden_size": 16, "attention_window": [4, 18] }""");
        var pattern = PatternCompiler.FromFile(path);
        Assert.Equal("Pattern", pattern.Card.Name);
        Assert.Equal([new Band(2, 2), new Band(9, 9)], pattern.Card.Bands.Select(heads => heads[0]));
        Assert.Equal("Other", PatternCompiler.FromFile(path, "Other").Card.Name);
        AgreesWithTheOracle(pattern, length: 33);
    }

    /// <summary>The spec of an attributed class has a user's half, which is not there at run time.</summary>
    [Fact]
    public void The_spec_of_a_partial_class_is_a_pattern()
    {
        var spec = Declared.Spec(6, "Partial");
        Assert.Same(PatternCompiler.Compile(spec), PatternCompiler.Compile(spec with { IsExistingClass = true }));
    }

    [Fact]
    public void Stack_traces_name_lines_of_the_source_that_the_symbols_hold()
    {
        var pattern = PatternCompiler.Compile(Declared.Spec(8, "Traced"));
        using var scope = NewDisposeScope();
        var q = zeros(1, 5, 2, 8);
        using var masks = AttentionMasks.Create(1, 5, CPU);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => pattern.Forward(7, q, q, q, null, masks));
        var frame = new StackTrace(error, fNeedFileInfo: true).GetFrames().Single(f => f.GetMethod()!.DeclaringType == pattern.GetType());
        Assert.Equal("Traced.g.cs", frame.GetFileName());
        var line = AttentionGen.Compiler.Source.From(Declared.Spec(8, "Traced")).Text.Split('\n')[frame.GetFileLineNumber() - 1];
        Assert.Contains("Check(layer, q, k, v", line);
    }

    private static void AgreesWithTheOracle(AttentionPattern pattern, int length)
    {
        var card = pattern.Card;
        using var scope = NewDisposeScope();
        using var masks = AttentionMasks.Create(1, length, CPU);
        var inputs = Enumerable.Range(0, 3).Select(_ => randn(1, length, card.Heads, card.HeadSize, dtype: ScalarType.Float64)).ToList();
        foreach (var layer in new[] { 0, card.Layers - 1 })
        {
            var compiled = pattern.Forward(layer, inputs[0], inputs[1], inputs[2], null, masks);
            var dense = new ReferencePattern(pattern).Forward(layer, inputs[0], inputs[1], inputs[2], null, masks);
            Assert.True(compiled.allclose(dense, rtol: 1e-10, atol: 1e-12), $"{card.Name}, layer {layer}");
        }
    }
}
