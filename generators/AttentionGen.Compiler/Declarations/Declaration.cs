using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Declarations;

/// <summary>A pattern as the user declared it, in the one shape that both front ends produce.</summary>
/// <param name="Name">Class name; null where <paramref name="Body"/> must give it.</param>
/// <param name="Namespace">Namespace; empty for none.</param>
/// <param name="IsExistingClass">True when the user wrote a partial class; false when the whole class is generated.</param>
/// <param name="Body">The properties; null when the text could not be read.</param>
/// <param name="Span">The class name, or the start of the file.</param>
/// <param name="Problems">What the front end found wrong.</param>
public sealed record Declaration(
    string? Name,
    string Namespace,
    bool IsExistingClass,
    DeclaredObject? Body,
    SourceSpan Span,
    EquatableArray<Problem> Problems)
{
    /// <summary>Namespace and name; null without a name.</summary>
    public string? FullName => Name is null || Namespace.Length == 0 ? Name : Namespace + "." + Name;
}
