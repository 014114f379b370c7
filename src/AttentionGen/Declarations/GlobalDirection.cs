namespace AttentionGen;

/// <summary>Who reads whom of global tokens.</summary>
public enum GlobalDirection
{
    /// <summary>Every token reads them and they read every token.</summary>
    Both,

    /// <summary>Every token reads them.</summary>
    Read,

    /// <summary>They are tokens like all others.</summary>
    None,
}
