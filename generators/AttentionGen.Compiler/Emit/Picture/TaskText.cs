using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Picture;

/// <summary>Which tokens are global for a task, in words.</summary>
internal static class TaskText
{
    public static string Of(GlobalTask task) => task.Rules.Count == 0 ? "given at run time" : string.Join(" and ", task.Rules.Select(Describe));

    private static string Describe(GlobalRule rule)
    {
        var values = string.Join(", ", rule.Values);
        return rule.Kind switch
        {
            GlobalRuleKind.First => rule.Values.Count == 0 ? "the first token" : $"the first {values} tokens",
            GlobalRuleKind.BeforeSeparator => $"all tokens before separator number {values}",
            GlobalRuleKind.AfterSeparator => $"all tokens after separator number {values}",
            GlobalRuleKind.TokenIds => $"token ids {values}",
            GlobalRuleKind.Positions => $"positions {values}",
            _ => $"every token whose position is a multiple of {values}",
        };
    }
}
