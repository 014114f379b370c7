namespace AttentionGen;

/// <summary>
/// Declares an attention pattern on a partial class. The compiler makes the class an <see cref="AttentionPattern"/>.
/// </summary>
/// <param name="layers">Number of layers, 1 or more.</param>
/// <param name="heads">Attention heads per layer, 1 or more.</param>
/// <param name="headSize">Width of one head, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AttentionPatternAttribute(int layers, int heads, int headSize) : Attribute
{
    /// <summary>Number of layers.</summary>
    public int Layers { get; } = layers;

    /// <summary>Attention heads per layer.</summary>
    public int Heads { get; } = heads;

    /// <summary>Width of one head.</summary>
    public int HeadSize { get; } = headSize;

    /// <summary>Longest sequence the pattern is meant for, in tokens. Cost and picture are drawn for it.</summary>
    public int MaxLength { get; set; }

    /// <summary>True when no token may read a later one. Then say <see cref="WindowAttribute.Before"/>, not a total.</summary>
    public bool Causal { get; set; }
}
