using System.Text.RegularExpressions;

namespace AttentionGen.Compiler.Spec;

/// <summary>Names that generated code takes: a class cannot have a member of its own name.</summary>
internal static class GeneratedNames
{
    private static readonly Regex s_members = new(
        "^(var|Card|s_card|Bands|BandOf|Globals|GlobalOf|GlobalMask|Forward|Probabilities|RuleOf|BandMask|BandProbabilities|Operations|Vectors|s_vectors.*|s_blocks[0-9]+|Rule[0-9]+|Blocks[0-9]+Shape.*|(Band|Layers?|Heads?)[0-9].*)$", RegexOptions.CultureInvariant);

    /// <summary>True when a class of this name could not hold the members, or would hide the aliases, or namespaces, in the global namespace.</summary>
    public static bool Takes(string name, string space, IEnumerable<GlobalTask> tasks) =>
        s_members.IsMatch(name) || tasks.Any(t => t.MethodName == name) || (space.Length == 0 && name is ("AG" or "TS" or "System" or "TorchSharp" or "AttentionGen"));
}
