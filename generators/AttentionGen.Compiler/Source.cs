using AttentionGen.Compiler.Emit;
using AttentionGen.Compiler.Emit.Models;
using AttentionGen.Compiler.Models;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler;

/// <summary>A generated file.</summary>
/// <param name="HintName">Its name, unique per pattern.</param>
/// <param name="Text">Its C#, with \n line ends.</param>
public sealed record Source(string HintName, string Text)
{
    /// <summary>The oldest C# that compiles generated code.</summary>
    public const string LanguageVersion = "11";

    /// <summary>Spec to source: the same spec gives the same bytes, everywhere.</summary>
    public static Source From(PatternSpec spec) => PatternEmitter.Emit(Planner.Plan(spec));

    /// <summary>A task model's spec to source.</summary>
    public static Source From(ModelSpec spec) => ModelEmitter.Emit(spec);
}
