using AttentionGen.Compiler.Emit.Rules;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Simd;

/// <summary>The constants of heads that read alike, as a type: the JIT makes code of its own for each.</summary>
internal static class VectorShapes
{
    /// <summary>Kinds of head, in order of first use.</summary>
    public static IReadOnlyList<(KernelPlan Kernel, GlobalTerm? Global)> Of(PatternPlan plan) =>
        [.. plan.Forms.SelectMany(f => f.Groups).Select(g => (g.Kernel, g.Global)).Distinct()];

    /// <summary>The type: Band256x256Shape, Blocks0ShapeWithoutGlobals.</summary>
    public static string NameOf(PatternPlan plan, KernelPlan kernel, GlobalTerm? global)
    {
        var kernels = Of(plan).Select(s => s.Kernel).OfType<BlockPlan>().Distinct().ToList();
        var name = kernel is BandPlan band ? Names.Of(band.Band) : $"Blocks{kernels.IndexOf((BlockPlan)kernel)}";
        // What global tokens mean is told only where heads differ in it, and projections are not the kernel's business.
        return $"{name}Shape{(plan.Spec.Global ? global switch { null => "WithoutGlobals", { Direction: GlobalDirection.Read } => "ReadingGlobals", { Projections: GlobalProjections.Shared } => "SharingGlobals", _ => "" } : "")}";
    }

    public static void Emit(PatternPlan plan, KernelPlan kernel, GlobalTerm? global, CodeWriter code)
    {
        code.Line();
        if (kernel is BandPlan { Band: var described })
            code.Line($"// {BandText.Of(described)}");
        using (code.Open($"private readonly struct {NameOf(plan, kernel, global)} : {Names.Vectors}.{(kernel is BandPlan ? "IBandShape" : "IBlockShape")}"))
        {
            Constant("HeadSize", plan.Spec.HeadSize);
            if (kernel is BandPlan { Band: var band })
            {
                Constant("Before", band.Before);
                Constant("After", band.After);
                if (band.Stride != 1)
                    Constant("Stride", band.Stride);
            }
            var blocks = kernel as BlockPlan;
            if (blocks is not null)
            {
                Constant("Block", blocks.Block);
                if (blocks.PerHead)
                    Flag("PerHead");
                if (blocks.TokenInputs.Any() || blocks.Numbers.Any())
                    Flag("PerSequence");
            }
            if (plan.Spec.Causal)
                Flag("Causal");
            if (plan.Spec.Segments)
                Flag("Segments");
            if (global is not null)
                Flag("Globals");
            if (global?.Direction == GlobalDirection.Both)
                Flag("GlobalRows");
            if (blocks is not null)
                EmitRule(blocks);
        }

        void EmitRule(BlockPlan blocks)
        {
            var rule = $"{Names.Kernels}.AttentionRule";
            code.Line();
            code.Line($"public static {rule} Rule({Names.Kernels}.RuleScope scope) => {RuleEmitter.New(plan, blocks)};");
            code.Line();
            code.Line($"public static bool Reads({rule} rule, int query, int key) => (({RuleEmitter.NameOf(plan, blocks)})rule).Reads(query, key);");
        }

        void Constant(string name, int value) => code.Line($"public static int {name} => {(value == BandTerm.Unbounded ? "int.MaxValue" : $"{value}")};");

        void Flag(string name) => code.Line($"public static bool {name} => true;");
    }
}
