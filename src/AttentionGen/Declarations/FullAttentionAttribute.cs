namespace AttentionGen;

/// <summary>Every token reads every token; in a causal pattern, every earlier one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class FullAttentionAttribute : Attribute
{
    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}
