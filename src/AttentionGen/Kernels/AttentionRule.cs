namespace AttentionGen.Kernels;

/// <summary>What one head reads, padding and global tokens aside. Generated code derives from this.</summary>
public abstract class AttentionRule
{
    /// <summary>True when the query reads the key; both are positions from 0 to below the length.</summary>
    public abstract bool Reads(int query, int key);

    /// <summary>The same for all queries and keys of ranges: surely true, surely false, or neither.</summary>
    public abstract Truth Reads(Interval query, Interval key);
}

/// <summary>A band, cut by causality.</summary>
internal sealed class BandRule(Band band, bool causal) : AttentionRule
{
    private readonly long _before = (long)band.Before * band.Stride, _after = causal ? 0 : (long)band.After * band.Stride;

    public override bool Reads(int query, int key) =>
        query - key <= _before && key - query <= _after && (query - key) % band.Stride == 0;

    public override Truth Reads(Interval query, Interval key)
    {
        var back = query - key;
        return back <= new Interval(_before, _before) && -back <= new Interval(_after, _after) && back % band.Stride == 0;
    }
}
