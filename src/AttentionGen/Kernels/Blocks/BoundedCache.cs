namespace AttentionGen.Kernels;

/// <summary>Keeps what was asked for last. Safe from several threads; each value is made once.</summary>
/// <param name="capacity">Values kept.</param>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(TKey Key, TValue Value)> _byUse = [];

    /// <summary>The value of a key, made when it is not there. What falls out is left to the garbage collector: others may still use it.</summary>
    public TValue Get(TKey key, Func<TValue> make)
    {
        lock (_lock)
        {
            for (var node = _byUse.First; node is not null; node = node.Next)
            {
                if (!node.Value.Key.Equals(key))
                    continue;
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value.Value;
            }
            var value = make();
            _byUse.AddFirst((key, value));
            if (_byUse.Count > capacity)
                _byUse.RemoveLast();
            return value;
        }
    }
}
