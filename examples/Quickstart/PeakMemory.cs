using System.Globalization;
using System.Runtime.InteropServices;

namespace Quickstart;

/// <summary>The resident memory that an action takes at its worst moment, above what the process held before.</summary>
internal static class PeakMemory
{
    /// <summary>Runs the action; bytes.</summary>
    /// <remarks>
    /// Linux counts the peak itself once it is told to start anew. Elsewhere a thread looks every millisecond,
    /// and a shorter peak escapes it.
    /// </remarks>
    public static long Of(Action action)
    {
        ReturnFreedMemory();
        var kernelCounts = RestartKernelCount();
        var before = Environment.WorkingSet;
        var peak = kernelCounts ? KernelPeak(action) : SampledPeak(action);
        return Math.Max(0, peak - before);
    }

    /// <summary>What an earlier action freed and the allocator kept would hide as much of this one's memory.</summary>
    private static void ReturnFreedMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        try
        {
            _ = MallocTrim(0);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library than glibc: nothing to trim.
        }
    }

    [DllImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static extern int MallocTrim(nuint keep);

    /// <summary>Sets the kernel's peak to the present value; false where it keeps none.</summary>
    private static bool RestartKernelCount()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>From the line "VmHWM:   123 kB" of the process's status.</summary>
    private static long KernelPeak(Action action)
    {
        action();
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static long SampledPeak(Action action)
    {
        var peak = Environment.WorkingSet;
        using var done = new ManualResetEventSlim();
        var sampler = new Thread(() =>
        {
            while (!done.Wait(millisecondsTimeout: 1))
                peak = Math.Max(peak, Environment.WorkingSet);
        }) { IsBackground = true };
        sampler.Start();
        try
        {
            action();
        }
        finally
        {
            done.Set();
            sampler.Join();
        }
        return Math.Max(peak, Environment.WorkingSet);
    }
}
