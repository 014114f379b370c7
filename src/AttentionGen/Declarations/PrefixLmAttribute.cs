namespace AttentionGen;

/// <summary>A prefix language model: every token reads the prefix and the tokens before it. Without a length the prefix is told at run time: the input "prefix" is not 0 for its tokens.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PrefixLmAttribute : Attribute
{
    /// <summary>Tokens of the prefix, 1 or more; leave it out where it is told at run time.</summary>
    public int Length { get; set; }

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}
