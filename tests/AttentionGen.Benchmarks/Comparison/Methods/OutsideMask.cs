using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison.Methods;

/// <summary>Slots of a band that lie before the first token or behind the last one.</summary>
internal static class OutsideMask
{
    /// <summary>(queries, 2 x side + 1) bool, true where query + slot - side is no token.</summary>
    /// <param name="first">The first query.</param>
    /// <param name="queries">How many.</param>
    /// <param name="shape">The band.</param>
    public static Tensor Of(int first, int queries, BandShape shape)
    {
        using var scope = NewDisposeScope();
        var key = arange(first, first + queries).unsqueeze(1) + arange(-shape.Side, shape.Side + 1).unsqueeze(0);
        return ((key < 0) | (key >= shape.Length)).MoveToOuterDisposeScope();
    }
}
