using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Masks;

/// <summary>The builders of the tasks' global masks: a method for each, and one that finds them by name.</summary>
internal static class GlobalMaskEmitter
{
    public static void Emit(IReadOnlyList<GlobalTask> tasks, CodeWriter code)
    {
        foreach (var task in tasks)
            Emit(task, code);
        if (tasks.Count > 0)
            EmitChoice(tasks, code);
    }

    private static void Emit(GlobalTask task, CodeWriter code)
    {
        var separator = task.Rules.Any(UsesSeparator);
        code.Line();
        code.Line($"/// <summary>Global tokens of the task {task.Name}: true where a token is global, (batch, length) bool.</summary>");
        code.Line("/// <param name=\"tokenIds\">(batch, length) int64</param>");
        if (separator)
        {
            code.Line("/// <param name=\"separatorId\">The token id of separators.</param>");
            code.Line("/// <exception cref=\"global::System.ArgumentException\">A row has too few separators.</exception>");
        }
        using (code.Open($"public {Names.Tensor} {task.MethodName}({Names.Tensor} tokenIds{(separator ? ", int separatorId" : "")})"))
        {
            code.Line($"using var scope = {Names.Torch}.NewDisposeScope();");
            code.Line($"var mask = {string.Join(" | ", task.Rules.Select(Call))};");
            code.Line("return mask.MoveToOuterDisposeScope();");
        }
    }

    private static void EmitChoice(IReadOnlyList<GlobalTask> tasks, CodeWriter code)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        using (code.Open($"public override {Names.Tensor}? GlobalMask(string task, {Names.Tensor} tokenIds, int separatorId) => task switch"))
        {
            foreach (var task in tasks)
                code.Line($"\"{task.Name}\" => {task.MethodName}(tokenIds{(task.Rules.Any(UsesSeparator) ? ", separatorId" : "")}),");
            code.Line("_ => null,");
        }
        code.Append(";");
    }

    private static bool UsesSeparator(GlobalRule rule) => rule.Kind is GlobalRuleKind.BeforeSeparator or GlobalRuleKind.AfterSeparator;

    private static string Call(GlobalRule rule)
    {
        var arguments = new[] { "tokenIds" }.Concat(UsesSeparator(rule) ? ["separatorId"] : []).Concat(rule.Values.Select(v => $"{v}"));
        return $"{Names.Kernels}.GlobalRules.{rule.Kind}({string.Join(", ", arguments)})";
    }
}
