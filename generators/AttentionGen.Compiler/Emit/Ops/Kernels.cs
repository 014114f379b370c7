using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>Calls of the kernels that compute groups of heads.</summary>
internal static class Kernels
{
    /// <summary>The context of a group, from tensors of its heads.</summary>
    public static string Forward(PatternPlan plan, HeadGroup group, string tensors) => group.Kernel is BandPlan band
        ? $"{Names.Of(band.Band)}({tensors}, {Masks(plan, group)}, dropout)"
        : $"{BlockEmitter.NameOf(plan, group)}.Forward(layer, {tensors}, {Masks(plan, group)}, dropout)";

    /// <summary>The probabilities of a group.</summary>
    public static string Probabilities(PatternPlan plan, HeadGroup group, string tensors) => group.Kernel is BandPlan band
        ? $"BandProbabilities({tensors}, {Masks(plan, group)}, {Names.Of(band.Band)}Tiles(masks), before, after{(group.Global is { Direction: GlobalDirection.Read } ? ", globalRows: false" : "")})"
        : $"{BlockEmitter.NameOf(plan, group)}.Probabilities(layer, {tensors}, {Masks(plan, group)})";

    /// <summary>Heads that do not know of global tokens, among some that do, see the batch without them.</summary>
    private static string Masks(PatternPlan plan, HeadGroup group) => plan.Spec.Global && group.Global is null ? "masks.WithoutGlobals" : "masks";
}
