namespace AttentionGen;

/// <summary>libtorch, or TorchSharp's native library, is missing or cannot be loaded.</summary>
/// <param name="message">What was looked for, where, and what to do.</param>
/// <param name="inner">The loader's own error, where there is one.</param>
public sealed class NativeBackendException(string message, Exception? inner = null) : DllNotFoundException(message, inner);
