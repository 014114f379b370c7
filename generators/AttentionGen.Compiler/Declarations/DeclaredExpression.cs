using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Declarations;

/// <summary>A method of the user's, as what it computes.</summary>
/// <param name="Method">Its name and parameters, as cards show them.</param>
/// <param name="Value">Its body, over query, key, head, layer, length and run-time inputs; null when it was refused.</param>
/// <param name="Span">Where it is named.</param>
public sealed record DeclaredExpression(string Method, Expression? Value, SourceSpan Span) : DeclaredValue(Span)
{
    /// <inheritdoc/>
    public override string Text => Method;
}
