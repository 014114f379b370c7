using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Declarations;

/// <summary>A task model as the user declared it, in the one shape that both front ends produce.</summary>
/// <param name="Name">Class name; null where there is none that C# takes.</param>
/// <param name="Namespace">Namespace; empty for none.</param>
/// <param name="IsExistingClass">True when the user wrote a partial class; false when the whole class is generated.</param>
/// <param name="Body">"pattern", "task", "head" and "labels"; null when it could not be read.</param>
/// <param name="Span">The class name.</param>
/// <param name="Problems">What the front end found wrong.</param>
public sealed record ModelDeclaration(
    string? Name,
    string Namespace,
    bool IsExistingClass,
    DeclaredObject? Body,
    SourceSpan Span,
    EquatableArray<Problem> Problems)
{
    /// <summary>Namespace and name.</summary>
    public string FullName => Namespace.Length == 0 ? Name ?? "" : Namespace + "." + Name;
}
