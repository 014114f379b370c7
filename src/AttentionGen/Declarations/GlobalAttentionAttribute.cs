namespace AttentionGen;

/// <summary>How heads treat global tokens. Where nothing is said, all read them and are read by them, with projections of their own.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GlobalAttentionAttribute : Attribute
{
    /// <summary>Who reads whom.</summary>
    public GlobalDirection Direction { get; set; }

    /// <summary>What their rows are computed with.</summary>
    public GlobalProjections Projections { get; set; }

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}
