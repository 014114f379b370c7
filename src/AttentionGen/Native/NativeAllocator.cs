using System.Runtime.InteropServices;

namespace AttentionGen;

/// <summary>Settings of the allocator that libtorch takes its memory from.</summary>
public static class NativeAllocator
{
    // From glibc's malloc.h.
    private const int TrimThreshold = -1, TopPad = -2, MmapThreshold = -3;

    /// <summary>
    /// Lets the process keep the memory that libtorch frees. By default glibc hands every large buffer back to the system, which
    /// fills it with zeros again at the next operation: in training that can be half of the time. The price is that the process
    /// holds its peak of memory to its end. Call it first thing in a program, and compute on the thread that the program began with: only its
    /// heap grows without bounds, those of other threads are made of pieces of 64 MiB. A library should leave the call to the program.
    /// </summary>
    /// <returns>Whether the setting was made: true on Linux with glibc, false elsewhere, where nothing is changed.</returns>
    public static bool KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return Set(MmapThreshold, 1 << 30) != 0 && Set(TrimThreshold, int.MaxValue) != 0 && Set(TopPad, 256 << 20) != 0;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return false; // another C library than glibc
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    private static extern int Set(int parameter, int value);
}
