namespace AttentionGen.Benchmarks.Comparison;

/// <summary>What is timed.</summary>
internal enum Pass
{
    /// <summary>The context, without anything kept for gradients.</summary>
    Forward,

    /// <summary>The context, and the gradients of queries, keys and values.</summary>
    ForwardAndBackward,
}

/// <summary>How tables call passes.</summary>
internal static class PassNames
{
    public static string Name(this Pass pass) => pass == Pass.Forward ? "forward" : "forward+backward";
}
