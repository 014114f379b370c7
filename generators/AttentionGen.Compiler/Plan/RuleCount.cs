using AttentionGen.Compiler.Intervals;
using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Plan;

/// <summary>
/// Counts the pairs that an expression reads, by cutting the square of queries and keys into quarters until a quarter is
/// empty or full. What is still mixed when it is small is estimated from one of its queries, or counted in a short sequence.
/// </summary>
internal sealed class RuleCount
{
    // Cells to each side, at most: bounds the time that a pattern takes to compile.
    private const int MaxCells = 64;

    // Operations, at most; what is left then counts as read like the mixed cells before it.
    private const int MaxOperations = 500_000;

    // Tokens, at most, of a sequence that is counted query by query.
    private const int ExactLength = 128;

    private int _budget;

    // Of the mixed cells that were counted in time.
    private (long Area, long Pairs, long Computed) _mixed;

    private readonly Expression _rule;
    private readonly ExpressionRange _range;
    private readonly int _length, _block, _cell;

    /// <summary>A counter for one layer and head: random blocks differ.</summary>
    public RuleCount(BlockPlan plan, int length, int layer = 0, int head = 0)
    {
        (_rule, _range, _length, _block) = (plan.Rule, new ExpressionRange(layer, head, length), length, plan.Block);
        _budget = MaxOperations / Math.Max(5, _rule.All().Count());
        _cell = _block;
        while (_cell < (length + MaxCells - 1) / MaxCells)
            _cell *= 2;
    }

    /// <summary>Counts the whole square.</summary>
    public RuleCount CountAll()
    {
        var side = _cell;
        while (side < _length)
            side *= 2;
        Visit(0, 0, side);
        return this;
    }

    /// <summary>The share of pairs in a rectangle that are read, from a few of its queries.</summary>
    public double Share(int query, int queryEnd, int key, int keyEnd)
    {
        if (query >= queryEnd || key >= keyEnd || Reads(query, queryEnd, key, keyEnd) is var truth && truth.IsFalse)
            return 0;
        if (truth.IsTrue)
            return 1;
        var samples = Math.Min(4, queryEnd - query);
        IsEstimate |= samples < queryEnd - query;
        long live = 0;
        for (var sample = 0; sample < samples; sample++)
            live += Count((int)(query + (2L * sample + 1) * (queryEnd - query) / (2 * samples)), key, keyEnd);
        // Something is read, even where the samples miss it.
        return Math.Max(1e-9, live / (double)(samples * (keyEnd - key)));
    }

    /// <summary>True when some of the numbers were estimated.</summary>
    public bool IsEstimate { get; private set; }

    /// <summary>Pairs that are read.</summary>
    public long Pairs { get; private set; }

    /// <summary>Pairs of blocks that hold one that is read.</summary>
    public long ComputedPairs { get; private set; }

    /// <summary>Tokens from a query back to the farthest key, at most.</summary>
    public long Before { get; private set; }

    /// <summary>Tokens from a query ahead to the farthest key, at most.</summary>
    public long After { get; private set; }

    private void Visit(int query, int key, int side)
    {
        int queryEnd = Math.Min(_length, query + side), keyEnd = Math.Min(_length, key + side);
        if (query >= _length || key >= _length)
            return;
        var truth = Reads(query, queryEnd, key, keyEnd);
        if (truth.IsFalse)
            return;
        if (!truth.IsTrue && side > _cell)
        {
            var half = side / 2;
            Visit(query, key, half);
            Visit(query, key + half, half);
            Visit(query + half, key, half);
            Visit(query + half, key + half, half);
            return;
        }
        var area = (queryEnd - query) * (long)(keyEnd - key);
        var (pairs, computed) = truth.IsTrue ? (area, area) : CountMixed(query, queryEnd, key, keyEnd, area);
        Pairs += pairs;
        ComputedPairs += computed;
        Before = Math.Max(Before, queryEnd - 1 - key);
        After = Math.Max(After, keyEnd - 1 - query);
    }

    private (long Pairs, long Computed) CountMixed(int query, int queryEnd, int key, int keyEnd, long area)
    {
        if (_budget >= 0)
        {
            var (pairs, computed) = (Estimate(query, queryEnd, key, keyEnd), LiveBlocks(query, queryEnd, key, keyEnd));
            if (_budget >= 0 || _mixed.Area == 0)
            {
                _mixed = (_mixed.Area + area, _mixed.Pairs + pairs, _mixed.Computed + computed);
                return (pairs, computed);
            }
        }
        IsEstimate = true;
        return ((long)((double)area * _mixed.Pairs / _mixed.Area), (long)((double)area * _mixed.Computed / _mixed.Area));
    }

    private long Estimate(int query, int queryEnd, int key, int keyEnd)
    {
        if (_length <= ExactLength)
            return Enumerable.Range(query, queryEnd - query).Sum(q => Count(q, key, keyEnd));
        IsEstimate = true;
        // Another query of each cell, so that no stride is hit always or never.
        var offset = (int)((query * 7L + key * 3L) / _cell % (queryEnd - query));
        return (queryEnd - query) * Count(query + offset, key, keyEnd);
    }

    /// <summary>Keys in [key, end) that one query reads.</summary>
    public long Count(int query, int key, int end)
    {
        var truth = Reads(query, query + 1, key, end);
        if (truth.IsFalse || key >= end)
            return 0;
        if (truth.IsTrue || end - key == 1)
            return end - key;
        if (_budget < 0)
        {
            IsEstimate = true;
            return (end - key) / 2;
        }
        var middle = key + (end - key) / 2;
        return Count(query, key, middle) + Count(query, middle, end);
    }

    private long LiveBlocks(int query, int queryEnd, int key, int keyEnd)
    {
        if (_cell == _block || _budget < 0)
            return (queryEnd - query) * (long)(keyEnd - key);
        // Blocks of one row of blocks, for all rows of the cell.
        var row = query + (queryEnd - query) / 2 / _block * _block;
        long live = 0;
        for (var k = key; k < keyEnd && _budget >= 0; k += _block)
        {
            if (!Reads(row, Math.Min(queryEnd, row + _block), k, Math.Min(keyEnd, k + _block)).IsFalse)
                live += Math.Min(keyEnd, k + _block) - k;
        }
        return live * (queryEnd - query);
    }

    private Truth Reads(int query, int queryEnd, int key, int keyEnd)
    {
        _budget--;
        return _range.Reads(_rule, new Interval(query, queryEnd - 1), new Interval(key, keyEnd - 1));
    }
}
