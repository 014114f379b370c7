namespace AttentionGen.Benchmarks.Comparison;

/// <summary>A way to compute sliding-window attention. A new one is a class of this, and a line in <see cref="MethodList"/>.</summary>
internal interface IMethod
{
    /// <summary>The name in tables and options.</summary>
    string Name { get; }

    /// <summary>False for a method that computes no gradients: only its forward pass is compared.</summary>
    bool HasGradients => true;

    /// <summary>Why the method does not take this shape; null where it does.</summary>
    string? Refusal(BandShape shape);

    /// <summary>Makes what is made once for a shape, such as masks: it is not timed, but its memory counts.</summary>
    IAttention Prepare(BandShape shape);
}
