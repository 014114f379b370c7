using System.Runtime.InteropServices;

namespace AttentionGen;

/// <summary>
/// libtorch's own threads. After each operation they wait for the next one without sleeping: threads of ours beside them would have to share
/// the cores with their waiting.
/// </summary>
internal static unsafe class OpenMP
{
    // GNU's interface, which the other OpenMP libraries of Linux have, too: function, its argument, threads, flags.
    private static readonly Lazy<nint> s_parallel = new(() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeBackend.Library, "GOMP_parallel", out var function) ? function : 0);

    /// <summary>Runs the work on as many threads at once, this one among them, and waits for all. It must not throw.</summary>
    /// <returns>False where libtorch's threads cannot be had: then nothing was run.</returns>
    public static bool TryRun(int threads, Action work)
    {
        if (s_parallel.Value == 0)
            return false;
        var handle = GCHandle.Alloc(work);
        try
        {
            ((delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void>)s_parallel.Value)(&Enter, GCHandle.ToIntPtr(handle), (uint)threads, 0);
            return true;
        }
        finally
        {
            handle.Free();
        }
    }

    [UnmanagedCallersOnly]
    private static void Enter(nint work) => ((Action)GCHandle.FromIntPtr(work).Target!)();
}
