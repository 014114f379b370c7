using System.Runtime.CompilerServices;

namespace AttentionGen.Kernels.Vectors;

/// <summary>A list that kernels read through a pointer. It keeps its room when it is cleared.</summary>
internal sealed unsafe class PinnedList<T>
    where T : unmanaged
{
    private T[] _items = GC.AllocateUninitializedArray<T>(256, pinned: true);

    public int Count { get; private set; }

    /// <summary>The first item; until the list grows.</summary>
    public T* Pointer => (T*)Unsafe.AsPointer(ref _items[0]);

    public Span<T> Items => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(T item)
    {
        SetCount(Count + 1);
        _items[Count - 1] = item;
    }

    /// <summary>Makes it as long as that; new items are whatever they are.</summary>
    public void SetCount(int count)
    {
        if (count > _items.Length)
        {
            var larger = GC.AllocateUninitializedArray<T>(Math.Max(count, 2 * _items.Length), pinned: true);
            Items.CopyTo(larger);
            _items = larger;
        }
        Count = count;
    }
}
