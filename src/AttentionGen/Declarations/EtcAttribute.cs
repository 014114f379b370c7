namespace AttentionGen;

/// <summary>ETC, global-local attention (section 3.2 of the paper): the first tokens are global, the others read a radius and the global ones. GlobalMaskForDefault makes the mask.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class EtcAttribute : Attribute
{
    /// <summary>Tokens at the start that are global.</summary>
    public int GlobalTokens { get; set; } = 256;

    /// <summary>Tokens that are read to each side.</summary>
    public int Radius { get; set; } = 84;

    /// <summary>Whether global rows share the projections of all tokens.</summary>
    public GlobalProjections Projections { get; set; } = GlobalProjections.Shared;

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}
