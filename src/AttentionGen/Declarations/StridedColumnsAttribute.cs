namespace AttentionGen;

/// <summary>Every stride-th token, or a few neighbouring ones in every stride, is read by all.</summary>
/// <param name="stride">Tokens from one column to the next, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class StridedColumnsAttribute(int stride) : Attribute
{
    /// <summary>Tokens from one column to the next, 1 or more.</summary>
    public int Stride { get; } = stride;

    /// <summary>Neighbouring tokens per column.</summary>
    public int Width { get; set; } = 1;

    /// <summary>The first column's first token.</summary>
    public int Offset { get; set; }

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}
