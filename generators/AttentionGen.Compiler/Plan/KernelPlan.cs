using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Plan;

/// <summary>How heads of one kind are computed.</summary>
public abstract record KernelPlan
{
    /// <summary>How cards call it.</summary>
    public abstract string Name { get; }
}

/// <summary>A band, in tiles: strided views of the keys.</summary>
/// <param name="Band">What is read.</param>
/// <param name="Chunk">Queries that are computed at once.</param>
public sealed record BandPlan(BandTerm Band, int Chunk) : KernelPlan
{
    /// <inheritdoc/>
    public override string Name => BandCandidate.Title;
}

/// <summary>Anything, in blocks: just the key blocks that hold a key which some query of a block reads are gathered.</summary>
/// <param name="Rule">What is read.</param>
/// <param name="Block">Tokens per block.</param>
public sealed record BlockPlan(Expression Rule, int Block) : KernelPlan
{
    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"{BlockCandidate.Title} of {Block}");

    /// <summary>True when each layer and head reads other keys.</summary>
    public bool PerHead => Rule.All().Any(e => e is InBlockSet { Source: RandomBlockSource });

    /// <summary>Run-time values per token that the rule asks for, in alphabetical order.</summary>
    public IEnumerable<string> TokenInputs => Rule.All().OfType<TokenValue>().Select(t => t.Input).Distinct().OrderBy(n => n, StringComparer.Ordinal);

    /// <summary>Run-time numbers that the rule asks for, in alphabetical order.</summary>
    public IEnumerable<string> Numbers => Rule.All().OfType<Variable>().Select(v => v.Name)
        .Except(Rule.All().OfType<Let>().Select(l => l.Name)).Except(["query", "key", "length"]).OrderBy(n => n, StringComparer.Ordinal);
}
