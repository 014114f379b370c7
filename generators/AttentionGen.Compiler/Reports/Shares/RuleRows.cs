using AttentionGen.Compiler.Intervals;
using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Reports.Shares;

/// <summary>Finds the keys of each query by halving ranges of keys until each is read whole or not at all.</summary>
internal sealed class RuleRows
{
    // A second or two on a slow machine. Longer sequences are not tried.
    private const int MaxEvaluations = 2_000_000, MaxLength = 1 << 15;

    private readonly Expression _rule;
    private readonly ExpressionRange _range;
    private int _budget = MaxEvaluations;
    private List<KeyRun> _row = [];

    private RuleRows(Expression rule, int layer, int head, int length) => (_rule, _range) = (rule, new ExpressionRange(layer, head, length));

    /// <summary>Each query's keys, ascending; null where that would take too long.</summary>
    public static IReadOnlyList<IReadOnlyList<KeyRun>>? Read(Expression rule, int layer, int head, int length)
    {
        if (length > MaxLength)
            return null;
        var reader = new RuleRows(rule, layer, head, length);
        var rows = new List<IReadOnlyList<KeyRun>>();
        for (var query = 0; query < length; query++)
        {
            reader._row = [];
            reader.Visit(query, 0, length);
            if (reader._budget < 0)
                return null;
            rows.Add(reader._row);
        }
        return rows;
    }

    private void Visit(int query, int key, int end)
    {
        if (--_budget < 0)
            return;
        var truth = _range.Reads(_rule, new Interval(query, query), new Interval(key, end - 1));
        if (truth.IsFalse)
            return;
        // A single pair whose rule throws is shown as read.
        if (truth.IsTrue || end - key == 1)
        {
            if (_row.Count > 0 && _row[_row.Count - 1] is var last && last.End == key)
                _row[_row.Count - 1] = new KeyRun(last.Start, end - last.Start);
            else
                _row.Add(new KeyRun(key, end - key));
            return;
        }
        var middle = key + (end - key) / 2;
        Visit(query, key, middle);
        Visit(query, middle, end);
    }
}
