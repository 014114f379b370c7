using AttentionGen.Dynamic;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Variants;

/// <summary>Attention of longformer-base's shape with a window of 512, and what real batches add to a plain band.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Global">The first token is global.</param>
/// <param name="Padding">The last tenth of the tokens is padding.</param>
/// <param name="Dilated">Two of the heads have a dilation of 2.</param>
internal sealed record Variant(string Name, bool Global = false, bool Padding = false, bool Dilated = false)
{
    public const int Heads = 12, HeadSize = 64;

    public static IReadOnlyList<Variant> All { get; } =
    [
        new("plain"), new("global", Global: true), new("padding", Padding: true), new("dilated", Dilated: true), new("all", true, true, true),
    ];

    public AttentionPattern Compile() => PatternCompiler.FromText(FormattableString.Invariant(
        $$"""
        { "name": "Varied", "layers": 1, "heads": {{Heads}}, "headSize": {{HeadSize}}, "window": 512{{(Dilated ? """, "dilation": { "heads": "10,11", "stride": 2 }""" : "")}}{{(Global ? """, "global": { "varied": "given" } """ : "")}} }
        """)).Using(AttentionEngine.Simd);

    public AttentionMasks Masks(int length)
    {
        using var scope = NewDisposeScope();
        var token = arange(length).unsqueeze(0);
        return AttentionMasks.Create(1, length, realTokens: Padding ? token < RealTokens(length) : null, globalTokens: Global ? token < 1 : null);
    }

    public int RealTokens(int length) => Padding ? length - (length / 10) : length;
}
