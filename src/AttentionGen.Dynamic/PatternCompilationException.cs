using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Dynamic;

/// <summary>A pattern cannot be compiled. The message lists what is wrong, one line each: file(line,column): error AG0006: text.</summary>
public sealed class PatternCompilationException : Exception
{
    /// <summary>A declaration with problems.</summary>
    /// <param name="problems">What is wrong with it.</param>
    public PatternCompilationException(IReadOnlyList<Problem> problems) : base(List("The attention pattern cannot be compiled:", problems)) =>
        Problems = problems;

    /// <summary>Generated code that the C# compiler refuses.</summary>
    internal PatternCompilationException(string name, IEnumerable<object> errors)
        : base(List($"The code generated for {name} does not compile. This is an error of AttentionGen, or of a spec that was built by hand:", errors)) => Problems = [];

    /// <summary>What is wrong with the declaration; empty where it is the generated code that does not compile.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    private static string List(string title, IEnumerable<object> lines) => string.Join("\n", lines.Prepend(title));
}
