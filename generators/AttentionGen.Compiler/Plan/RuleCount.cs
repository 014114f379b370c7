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

    // Operations, at most: mixed cells that are not looked at by then count like those that were.
    private const int MaxOperations = 250_000;

    // Tokens, at most, of a sequence that is counted whatever it takes.
    private const int ExactLength = 64;

    private int _budget;

    private readonly List<(int Query, int QueryEnd, int Key, int KeyEnd)> _mixed = [];

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
        CountMixed();
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
        if (truth.IsTrue)
        {
            var area = (queryEnd - query) * (long)(keyEnd - key);
            (Pairs, ComputedPairs) = (Pairs + area, ComputedPairs + area);
        }
        else
        {
            _mixed.Add((query, queryEnd, key, keyEnd));
        }
        Before = Math.Max(Before, queryEnd - 1 - key);
        After = Math.Max(After, keyEnd - 1 - query);
    }

    /// <summary>Looks at mixed cells all over the square, while there is time, and takes the others to be like them.</summary>
    private void CountMixed()
    {
        long area = 0, seen = 0, pairs = 0, computed = 0;
        // A step without a divisor in common with their number visits all, and neighbours late.
        var step = (int)(_mixed.Count * 0.618) | 1;
        while (step < _mixed.Count && Divisor(step, _mixed.Count) > 1)
            step += 2;
        for (var n = 0; n < _mixed.Count; n++)
        {
            var (query, queryEnd, key, keyEnd) = _mixed[(int)((long)n * step % _mixed.Count)];
            var size = (queryEnd - query) * (long)(keyEnd - key);
            area += size;
            if (n > 0 && _budget < 0 && _length > ExactLength)
                continue;
            var (live, blocks) = (Estimate(query, queryEnd, key, keyEnd), LiveBlocks(query, queryEnd, key, keyEnd));
            // A cell that time ran out in is worth nothing, unless there is no other.
            if (n == 0 || _budget >= 0 || _length <= ExactLength)
                (seen, pairs, computed) = (seen + size, pairs + live, computed + blocks);
        }
        if (area == 0)
            return;
        IsEstimate |= seen < area;
        Pairs += (long)((double)pairs / seen * area);
        ComputedPairs = Math.Max(Pairs, ComputedPairs + (long)((double)computed / seen * area));
        // What samples missed is still there: only a head that surely reads nothing computes nothing.
        if (ComputedPairs > 0)
            return;
        _budget = MaxOperations;
        if (!_mixed.All(IsEmpty))
            ComputedPairs = Math.Min(_block, _length) * (long)Math.Min(_block, _length);
    }

    /// <summary>True when no block of a cell is read, as far as can be seen in time.</summary>
    private bool IsEmpty((int Query, int QueryEnd, int Key, int KeyEnd) cell)
    {
        for (var query = cell.Query; query < cell.QueryEnd; query += _block)
        {
            for (var key = cell.Key; key < cell.KeyEnd; key += _block)
            {
                if (_budget < 0 || !Reads(query, Math.Min(cell.QueryEnd, query + _block), key, Math.Min(cell.KeyEnd, key + _block)).IsFalse)
                    return false;
            }
        }
        return true;
    }

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);

    private long Estimate(int query, int queryEnd, int key, int keyEnd)
    {
        if (_length <= ExactLength)
            return Enumerable.Range(query, queryEnd - query).Sum(q => Enumerable.Range(key, keyEnd - key).LongCount(k => !Reads(q, q + 1, k, k + 1).IsFalse));
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
