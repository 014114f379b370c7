using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Emit.Picture;

/// <summary>How heads are computed, in words.</summary>
internal static class KernelText
{
    public static string Of(KernelPlan kernel) => kernel switch
    {
        BandPlan band => $"band tiles, {band.Chunk} queries at a time",
        BlockPlan blocks => $"gathered blocks of {blocks.Block}",
        _ => throw new InvalidOperationException($"{kernel.GetType().Name} has no text."),
    };
}
