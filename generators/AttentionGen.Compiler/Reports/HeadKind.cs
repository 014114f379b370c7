using AttentionGen.Compiler.Emit;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Reports;

/// <summary>Heads that one picture shows.</summary>
/// <param name="Head">What they read.</param>
/// <param name="Kernel">How they are computed.</param>
/// <param name="Places">Which they are.</param>
internal sealed record HeadKind(HeadSpec Head, KernelPlan Kernel, IReadOnlyList<HeadPlaces> Places)
{
    /// <summary>The first of them.</summary>
    public (int Layer, int Head) First => (Places[0].Layers[0], Places[0].Heads[0]);

    /// <summary>True where they draw random blocks of their own, and the first one's stand for all.</summary>
    public bool StandsForOthers => Kernel is BlockPlan { PerHead: true } && (Places.Count > 1 || Places[0].Layers.Count * Places[0].Heads.Count > 1);

    /// <summary>The kinds among the chosen heads, in order of their first head.</summary>
    /// <param name="plan">The pattern.</param>
    /// <param name="choice">The heads to show.</param>
    /// <param name="maxRandom">Heads that draw random blocks of their own are a kind each, where there are no more of them than this.</param>
    public static IReadOnlyList<HeadKind> Find(PatternPlan plan, HeadChoice choice, int maxRandom)
    {
        var kinds = (
            from form in plan.Forms
            from heads in form.Groups
            let places = new HeadPlaces([.. form.Layers.Where(choice.HoldsLayer)], [.. heads.Heads.Where(choice.HoldsHead)])
            where places.Count > 0
            group places by (heads.Head, heads.Kernel) into alike
            select new HeadKind(alike.Key.Head, alike.Key.Kernel, [.. alike])).ToList();
        if (kinds.Where(k => k.StandsForOthers).Sum(k => k.Places.Sum(p => p.Count)) > maxRandom)
            return kinds;
        return [.. kinds.SelectMany(k => k.StandsForOthers ? k.Places.SelectMany(p => p.Each()).Select(p => k with { Places = [p] }) : [k])];
    }

    /// <summary>"layers 0..5, head 3; layer 6".</summary>
    public string Where(PatternSpec spec) => HeadText.Of(spec, Places);
}

/// <summary>Some heads of some layers.</summary>
internal sealed record HeadPlaces(IReadOnlyList<int> Layers, IReadOnlyList<int> Heads)
{
    public long Count => (long)Layers.Count * Heads.Count;

    /// <summary>One by one.</summary>
    public IEnumerable<HeadPlaces> Each() => from layer in Layers from head in Heads select new HeadPlaces([layer], [head]);
}

/// <summary>The heads that a report is about.</summary>
/// <param name="Layer">One layer; null for all.</param>
/// <param name="Head">One head of each layer; null for all.</param>
internal readonly record struct HeadChoice(int? Layer, int? Head)
{
    public bool HoldsLayer(int layer) => (Layer ?? layer) == layer;

    public bool HoldsHead(int head) => (Head ?? head) == head;
}
