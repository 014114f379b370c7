using System.Runtime.InteropServices;

namespace AttentionGen.Kernels.Vectors;

/// <summary>Memory of one thread, kept from call to call, that lasts as long as the thread.</summary>
internal sealed unsafe class Scratch
{
    private const nuint Alignment = 64, LargePage = 2 << 20;

    // MADV_HUGEPAGE: a wish, which may be refused.
    private const int UseLargePages = 14;

    [ThreadStatic]
    private static Scratch? t_own;

    private void* _memory;
    private nuint _size, _used;

    private Scratch()
    {
    }

    ~Scratch() => NativeMemory.AlignedFree(_memory);

    /// <summary>This thread's memory with room for as many numbers of 4 bytes in as many pieces, all of it free.</summary>
    public static Scratch Of(long numbers, int pieces)
    {
        var own = t_own ??= new Scratch();
        own._used = 0;
        var size = (nuint)((4 * numbers) + (pieces * (long)Alignment));
        if (size > own._size)
        {
            NativeMemory.AlignedFree(own._memory);
            own._size = 0;
            own._memory = null; // an allocation that fails leaves nothing behind
            // Whole large pages, where the system gives such: small ones would not all fit the processor's page table.
            size = (size + LargePage - 1) / LargePage * LargePage;
            own._memory = NativeMemory.AlignedAlloc(size, LargePage);
            own._size = size;
            if (OperatingSystem.IsLinux())
                _ = madvise(own._memory, size, UseLargePages);
        }
        return own;
    }

    /// <summary>A piece, with anything in it.</summary>
    public T* Take<T>(long numbers)
        where T : unmanaged
    {
        var piece = (T*)((byte*)_memory + _used);
        _used += (nuint)(numbers * sizeof(T)) + Alignment - 1 & ~(Alignment - 1);
        return _used <= _size ? piece : throw new InvalidOperationException("The scratch memory was planned too small.");
    }

    [DllImport("libc")]
    private static extern int madvise(void* start, nuint size, int advice);
}
