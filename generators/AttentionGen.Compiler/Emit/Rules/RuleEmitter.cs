using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Emit.Rules;

/// <summary>
/// The rules of heads that are no bands, each as a class: once for a query and a key, once for ranges of them, which
/// tells empty and full blocks from those that must be looked at key by key.
/// </summary>
internal static class RuleEmitter
{
    private const string Interval = Names.Kernels + ".Interval", Truth = Names.Kernels + ".Truth";

    /// <summary>The class of a kernel's rule.</summary>
    public static string NameOf(PatternPlan plan, BlockPlan kernel) => $"Rule{RulesOf(plan).TakeWhile(r => r != kernel.Rule).Count()}";

    /// <summary>Makes the rule from a variable scope.</summary>
    public static string New(PatternPlan plan, BlockPlan kernel) => $"new {NameOf(plan, kernel)}({(Fields(kernel).Any() ? "scope" : "")})";

    public static void Emit(PatternPlan plan, CodeWriter code)
    {
        var rules = RulesOf(plan);
        if (rules.Count == 0)
            return;
        EmitChoice(plan, code);
        for (var i = 0; i < rules.Count; i++)
            EmitClass($"Rule{i}", plan.Kernels.OfType<BlockPlan>().First(k => k.Rule == rules[i]), code);
    }

    private static List<Expression> RulesOf(PatternPlan plan) => plan.Kernels.OfType<BlockPlan>().Select(k => k.Rule).Distinct().ToList();

    /// <summary>The rule of a head, for oracles and explanations.</summary>
    private static void EmitChoice(PatternPlan plan, CodeWriter code)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"protected override {Names.Kernels}.AttentionRule? RuleOf(int layer, int head, {Names.Kernels}.RuleScope scope) => (layer, head) switch");
        using (code.Block())
        {
            foreach (var form in plan.Forms)
            {
                foreach (var group in form.Groups.Where(g => g.Kernel is BlockPlan))
                    code.Line($"({Arm(form.Layers, plan.Spec.Layers.Count)}, {Arm(group.Heads, plan.Spec.Heads)}) => {New(plan, (BlockPlan)group.Kernel)},");
            }
            if (plan.Bands.Any() || plan.Forms.Sum(f => f.Groups.Count) > 1)
                code.Line($"_ => null,{(plan.Bands.Any() ? " // a band" : "")}");
        }
        code.Append(";");

        static string Arm(EquatableArray<int> indices, int all) => indices.Count == all ? "_" : Names.PatternOf(indices);
    }

    private static void EmitClass(string name, BlockPlan kernel, CodeWriter code)
    {
        var sources = SourcesOf(kernel);
        var fields = Fields(kernel).ToList();
        code.Line();
        code.Line("// Says of a query and a key, or of ranges of them, whether they are read; padding and global tokens aside.");
        using (code.Open($"private sealed class {name} : {Names.Kernels}.AttentionRule"))
        {
            foreach (var (type, field, _) in fields)
                code.Line($"private readonly {type} {field};");
            if (fields.Count > 0)
                EmitConstructor();
            EmitMethod("bool", "int", ranges: false);
            code.Line();
            EmitMethod(Truth, Interval, ranges: true);
        }

        void EmitConstructor()
        {
            code.Line();
            using (code.Open($"public {name}({Names.Kernels}.RuleScope scope)"))
            {
                foreach (var (_, field, value) in fields)
                    code.Line($"this.{field} = {value};");
            }
            code.Line();
        }

        void EmitMethod(string result, string argument, bool ranges)
        {
            var lines = new ExpressionWriter(ranges, SetName).WriteLines(kernel.Rule);
            code.Line($"public override {result} Reads({argument} query, {argument} key) => unchecked(");
            for (var i = 0; i < lines.Count; i++)
                code.Line($"    {lines[i]}{(i == lines.Count - 1 ? ");" : "")}");
        }

        string SetName(BlockSetSource source) => "blocks" + sources.IndexOf(source);
    }

    /// <summary>What a rule knows beside query and key: (type, name, value).</summary>
    private static IEnumerable<(string Type, string Name, string Value)> Fields(BlockPlan kernel)
    {
        var sources = SourcesOf(kernel);
        if (kernel.Rule.All().Any(e => e is Variable { Name: "length" }))
            yield return ("int", "length", "scope.Length");
        foreach (var number in kernel.Numbers)
            yield return ("int", Names.Escape(number), $"scope.Number(\"{number}\")");
        foreach (var input in kernel.TokenInputs)
            yield return ($"{Names.Kernels}.TokenInput", Names.Escape(input), $"scope.Tokens(\"{input}\")");
        for (var i = 0; i < sources.Count; i++)
            yield return ($"{Names.Kernels}.BlockSet", $"blocks{i}", Create(sources[i]));
    }

    private static List<BlockSetSource> SourcesOf(BlockPlan kernel) => kernel.Rule.All().OfType<InBlockSet>().Select(s => s.Source).Distinct().ToList();

    private static string Create(BlockSetSource source) => source switch
    {
        RandomBlockSource r => $"{Names.Kernels}.BlockSet.Random((scope.Length + {r.Size - 1}) / {r.Size}, count: {r.Count}, seed: {r.Seed}, scope.Layer, scope.Head, near: {r.Near}, first: {r.First}, last: {r.Last})",
        ListedBlockSource listed => $"{Names.Kernels}.BlockSet.Listed({string.Join(", ", listed.Pairs)})",
        _ => throw new InvalidOperationException($"{source.GetType().Name} has no text."),
    };
}
