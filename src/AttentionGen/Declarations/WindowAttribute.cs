namespace AttentionGen;

/// <summary>A sliding window. A later window overrides an earlier one where both apply.</summary>
/// <param name="total">
/// Even total width, as Hugging Face's Longformer counts it: 512 reads 256 keys to each side, plus the token itself.
/// One value for all layers, or one per layer. Leave it out where <see cref="Before"/> and <see cref="After"/> are given.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class WindowAttribute(params int[] total) : Attribute
{
    /// <summary>Even total width, one value or one per layer.</summary>
    public IReadOnlyList<int> Total { get; } = total;

    /// <summary>Keys read before the token, 0 or more.</summary>
    public int Before { get; set; }

    /// <summary>Keys read after the token, 0 or more.</summary>
    public int After { get; set; }

    /// <summary>Distance between neighbouring keys in tokens; 1 is no dilation.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>True when it adds to what its heads read, instead of taking an earlier window's place.</summary>
    public bool Add { get; set; }

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}
