namespace AttentionGen.Compiler.Diagnostics;

/// <summary>Something the compiler says of a declaration. Each has a page in docs/diagnostics.</summary>
/// <param name="Id">AG and four digits.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Message">Format of the message.</param>
/// <param name="Severity">Whether code is generated all the same.</param>
public sealed record Rule(string Id, string Title, string Message, Severity Severity = Severity.Error);

/// <summary>How grave a <see cref="Rule"/> is.</summary>
public enum Severity
{
    /// <summary>No code is generated.</summary>
    Error,

    /// <summary>The pattern compiles, and likely is not what was meant.</summary>
    Warning,

    /// <summary>Said on request only.</summary>
    Info,
}
