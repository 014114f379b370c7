using AttentionGen.Compiler.Emit.Rules;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>The kernels of heads that are computed from gathered blocks, and the rules they follow.</summary>
internal static class BlockEmitter
{
    public static void Emit(PatternPlan plan, CodeWriter code)
    {
        for (var i = 0; i < plan.Blocks.Count; i++)
        {
            var (kernel, global, heads) = plan.Blocks[i];
            code.Line();
            code.Line($"private static readonly {Names.Kernels}.BlockKernel s_blocks{i} = new(");
            code.Line($"    scope => {RuleEmitter.New(plan, kernel)}, block: {kernel.Block}, limits: {Names.Limits(plan.Spec)}, globalRows: {Names.Bool(global?.Direction == GlobalDirection.Both)},");
            code.Line($"    heads: {(kernel.PerHead ? $"new[] {{ {string.Join(", ", heads)} }}" : "null")}, perSequence: {Names.Bool(kernel.TokenInputs.Any() || kernel.Numbers.Any())});");
        }
        RuleEmitter.Emit(plan, code);
    }

    /// <summary>The field with a group's kernel.</summary>
    public static string NameOf(PatternPlan plan, HeadGroup group)
    {
        var kernel = (BlockPlan)group.Kernel;
        var heads = kernel.PerHead ? group.Heads : default;
        return $"s_blocks{plan.Blocks.TakeWhile(b => !(b.Kernel == kernel && b.Global == group.Global && b.Heads.Equals(heads))).Count()}";
    }
}
