namespace AttentionGen.Kernels;

/// <summary>Limits that cut what global tokens read and who reads them. For generated code.</summary>
/// <param name="Causal">No query reads a later key.</param>
/// <param name="Segments">No query reads a key of another document of its packed sequence.</param>
public readonly record struct Limits(bool Causal, bool Segments = false);
