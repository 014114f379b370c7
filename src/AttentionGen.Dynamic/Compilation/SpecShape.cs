using AttentionGen.Compiler.Spec;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Dynamic.Compilation;

/// <summary>What the planner and emitters take for granted. Declarations are checked when they are read; specs built in code are not.</summary>
internal static class SpecShape
{
    public static void Require(PatternSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (!SyntaxFacts.IsValidIdentifier(spec.Name))
            throw Refuse($"its name \"{spec.Name}\" is no C# class name");
        if (spec.Namespace.Length > 0 && !spec.Namespace.Split('.').All(part => SyntaxFacts.IsValidIdentifier(part.TrimStart('@'))))
            throw Refuse($"its namespace \"{spec.Namespace}\" is no C# namespace");
        if (spec.HeadSize < 1)
            throw Refuse($"its head size is {spec.HeadSize}; give 1 or more");
        if (spec.Layers.Count == 0)
            throw Refuse("it has no layer");
        for (var layer = 0; layer < spec.Layers.Count; layer++)
        {
            var heads = spec.Layers[layer].Heads.Count;
            if (heads == 0 || heads != spec.Heads)
                throw Refuse($"layer {layer} has {heads} heads and layer 0 has {spec.Heads}; give each layer the same number, 1 or more");
        }
    }

    private static ArgumentException Refuse(string why) => new($"The spec cannot be compiled: {why}.", "spec");
}
