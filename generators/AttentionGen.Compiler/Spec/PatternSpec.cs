namespace AttentionGen.Compiler.Spec;

/// <summary>What a pattern is: validated, immutable, equal by value, without source positions. It never says window.</summary>
/// <param name="Name">Class name.</param>
/// <param name="Namespace">Namespace; empty for none.</param>
/// <param name="IsExistingClass">True when the class is the user's and partial.</param>
/// <param name="HeadSize">Width of one head.</param>
/// <param name="MaxLength">Longest sequence in tokens, when declared.</param>
/// <param name="Causal">The limit that no query reads a later key.</param>
/// <param name="Segments">The limit that documents packed into one sequence do not read each other.</param>
/// <param name="Layers">What each layer reads.</param>
/// <param name="Tasks">Global-token rules per task.</param>
public sealed record PatternSpec(
    string Name,
    string Namespace,
    bool IsExistingClass,
    int HeadSize,
    int? MaxLength,
    bool Causal,
    bool Segments,
    EquatableArray<LayerSpec> Layers,
    EquatableArray<GlobalTask> Tasks)
{
    /// <summary>Attention heads per layer.</summary>
    public int Heads => Layers[0].Heads.Count;

    /// <summary>True when tokens can be global, for some head at least.</summary>
    public bool Global
    {
        get
        {
            // Asked often, of up to a million heads, which most often are one object: no enumerators, and no head asked twice in a row.
            HeadSpec? asked = null;
            for (var layer = 0; layer < Layers.Count; layer++)
            {
                var heads = Layers[layer].Heads;
                for (var head = 0; head < heads.Count; head++)
                {
                    if (!ReferenceEquals(heads[head], asked) && (asked = heads[head]).Global is not null)
                        return true;
                }
            }
            return false;
        }
    }

    /// <summary>Namespace and name.</summary>
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;
}

/// <summary>One layer: its heads.</summary>
public sealed record LayerSpec(EquatableArray<HeadSpec> Heads);

/// <summary>One head: the union of its terms.</summary>
public sealed record HeadSpec(EquatableArray<Term> Terms)
{
    /// <summary>How it treats global tokens; null where it does not know of any.</summary>
    public GlobalTerm? Global => Terms.OfType<GlobalTerm>().FirstOrDefault();

    /// <summary>Its band, where it reads one band and nothing else but global tokens.</summary>
    public BandTerm? Band => Terms.Where(t => t is not GlobalTerm).ToList() is [BandTerm band] ? band : null;
}

/// <summary>The rules of one task; their tokens add up.</summary>
/// <param name="Name">As declared.</param>
/// <param name="MethodName">GlobalMaskFor and the name in Pascal case.</param>
/// <param name="Rules">Empty when the caller makes the mask at run time.</param>
public sealed record GlobalTask(string Name, string MethodName, EquatableArray<GlobalRule> Rules);

/// <summary>Which tokens of a sequence are global.</summary>
public sealed record GlobalRule(GlobalRuleKind Kind, EquatableArray<int> Values);

/// <summary>The kinds of <see cref="GlobalRule"/>.</summary>
public enum GlobalRuleKind
{
    /// <summary>The first token.</summary>
    First,

    /// <summary>Everything before the n-th separator.</summary>
    BeforeSeparator,

    /// <summary>Everything after the n-th separator.</summary>
    AfterSeparator,

    /// <summary>Tokens with given ids.</summary>
    TokenIds,

    /// <summary>Tokens at given positions.</summary>
    Positions,

    /// <summary>Every k-th token.</summary>
    EveryKth,

    /// <summary>Chosen at run time.</summary>
    Given,
}
