namespace AttentionGen.Fuzz.Checks;

/// <summary>The compiler did what it never may.</summary>
public sealed class FuzzException(string message) : Exception(message);
