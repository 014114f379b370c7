using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Reports.Shares;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Reports;

/// <summary>Heads that read alike, and what they read.</summary>
public sealed class HeadPicture
{
    private readonly Lazy<ShareGrid> _grid;
    private readonly Lazy<KeyRows?> _rows;

    internal HeadPicture(HeadKind kind, PatternPlan plan)
    {
        (Head, Kernel, Where, StandsForOthers) = (kind.Head, kind.Kernel, kind.Where(plan.Spec), kind.StandsForOthers);
        var length = plan.CostLength;
        DependsOnInput = plan.Spec.Segments || (Kernel is BlockPlan blocks && blocks.TokenInputs.Concat(blocks.Numbers).Any());
        _rows = new(() => DependsOnInput ? null : KeyRows.Of(kind, length));
        CellTokens = Cuts.Tokens(Kernel, length);
        _grid = new(() =>
        {
            var cuts = Cuts.Every(length, CellTokens);
            return Rows is { } rows && Kernel is BlockPlan ? ShareGrid.Of(rows, cuts, cuts) : ShareGrid.Of(kind, cuts, cuts);
        });
    }

    /// <summary>What they read.</summary>
    public HeadSpec Head { get; }

    /// <summary>How they are computed.</summary>
    public KernelPlan Kernel { get; }

    /// <summary>Which heads: "layers 0..5, head 3; layer 6".</summary>
    public string Where { get; }

    /// <summary>True where the heads draw random blocks of their own, and only the first one's are shown.</summary>
    public bool StandsForOthers { get; }

    /// <summary>True where run-time values decide: what they can let through counts as read.</summary>
    public bool DependsOnInput { get; }

    /// <summary>Tokens to each side of a cell of <see cref="Grid"/>.</summary>
    public int CellTokens { get; }

    /// <summary>The share of pairs that they read, cell by cell.</summary>
    public ShareGrid Grid => _grid.Value;

    /// <summary>Which keys each query reads; null where that is not known.</summary>
    internal KeyRows? Rows => _rows.Value;
}
