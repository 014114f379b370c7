namespace AttentionGen;

/// <summary>
/// Tokens that read every token and that every token reads (Longformer paper, section 3.1).
/// Rules of one task add up; each task gets its own mask builder.
/// </summary>
/// <param name="rule">Which tokens.</param>
/// <param name="values">The rule's numbers: how many first tokens, a separator count, token ids, positions, or k.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GlobalTokensAttribute(GlobalRule rule, params int[] values) : Attribute
{
    /// <summary>Which tokens.</summary>
    public GlobalRule Rule { get; } = rule;

    /// <summary>The rule's numbers.</summary>
    public IReadOnlyList<int> Values { get; } = values;

    /// <summary>The task the rule serves: "qa" makes GlobalMaskForQa. "default" when left out.</summary>
    public string? Task { get; set; }
}

/// <summary>Rules that choose global tokens.</summary>
public enum GlobalRule
{
    /// <summary>The first token, or as many as the number says.</summary>
    First,

    /// <summary>Everything before the n-th separator: a question.</summary>
    BeforeSeparator,

    /// <summary>Everything after the n-th separator: candidates.</summary>
    AfterSeparator,

    /// <summary>Every token with one of these ids.</summary>
    TokenIds,

    /// <summary>The tokens at these positions.</summary>
    Positions,

    /// <summary>Every k-th token, the first included.</summary>
    EveryKth,

    /// <summary>Chosen by the caller at run time: the pattern handles global tokens, and no builder is made.</summary>
    Given,
}
