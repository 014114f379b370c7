using AttentionGen.Compiler.Spec;

namespace AttentionGen.Dynamic.Caching;

/// <summary>Patterns by the value of their spec. Compiles each once, however many threads ask; keeps those that were used last.</summary>
/// <param name="capacity">Most patterns to keep.</param>
/// <param name="compile">Makes a pattern; runs outside of the lock, so that different specs are compiled side by side.</param>
internal sealed class PatternCache(int capacity, Func<PatternSpec, AttentionPattern> compile)
{
    private sealed record Entry(PatternSpec Spec, Lazy<AttentionPattern> Pattern);

    private readonly Lock _gate = new();
    private readonly Dictionary<PatternSpec, LinkedListNode<Entry>> _bySpec = [];

    /// <summary>Last used first.</summary>
    private readonly LinkedList<Entry> _byUse = [];

    /// <summary>The pattern of a spec, compiled where it is not kept. A compilation that fails is not remembered.</summary>
    public AttentionPattern Get(PatternSpec spec)
    {
        var node = Find(spec);
        try
        {
            return node.Value.Pattern.Value;
        }
        catch
        {
            Remove(node);
            throw;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _bySpec.Clear();
            _byUse.Clear();
        }
    }

    private LinkedListNode<Entry> Find(PatternSpec spec)
    {
        lock (_gate)
        {
            if (_bySpec.TryGetValue(spec, out var node))
                _byUse.Remove(node);
            else
                _bySpec[spec] = node = new(new Entry(spec, new Lazy<AttentionPattern>(() => compile(spec))));
            _byUse.AddFirst(node);
            if (_byUse.Count > capacity)
                Remove(_byUse.Last!);
            return node;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        lock (_gate)
        {
            // Another thread may have removed it, and put a new one in its place.
            if (node.List is null)
                return;
            _byUse.Remove(node);
            _bySpec.Remove(node.Value.Spec);
        }
    }
}
