using AttentionGen.Compiler.Json;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>Specs of sound declarations, and short ways to say what they hold.</summary>
internal static class Sound
{
    /// <summary>A pattern with these properties beside its name and head size.</summary>
    public static PatternSpec Spec(string properties) => File($"{{ \"name\": \"P\", \"headSize\": 8, {properties} }}");

    /// <summary>The pattern of a file's text.</summary>
    public static PatternSpec File(string text, string? name = null)
    {
        var (spec, problems) = SpecReader.Read(JsonDeclaration.Read("p.attention.json", text, name, "My.App"));
        Assert.Empty(problems.Select(p => p.Message));
        SchemaCheck.AssertAgrees(new TextFile("p.attention.json", text, name), []);
        return spec!;
    }

    /// <summary>The bands of a layer, head by head: "4/4 3/0x2" is 4 keys to both sides, then 3 before with stride 2.</summary>
    public static string Bands(this LayerSpec layer) => string.Join(" ", layer.Heads.Select(h => h.Terms.OfType<BandTerm>().Single()).Select(b =>
        $"{b.Before}/{b.After}" + (b.Stride == 1 ? "" : $"x{b.Stride}")));

    /// <summary>The bands of all layers.</summary>
    public static IEnumerable<string> Bands(this PatternSpec spec) => spec.Layers.Select(Bands);
}
