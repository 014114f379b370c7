using System.Runtime.InteropServices;

namespace AttentionGen.Benchmarks.Shared;

/// <summary>How much memory a piece of work takes at its peak. Linux with glibc only: elsewhere it is not a number.</summary>
internal static class PeakMemory
{
    /// <summary>Runs the work: bytes at its peak beyond those before it.</summary>
    public static double Of(Action work)
    {
        if (!OperatingSystem.IsLinux())
        {
            work();
            return double.NaN;
        }
        GC.Collect();
        Trim(0); // what the allocator holds back would hide what is taken
        File.WriteAllText("/proc/self/clear_refs", "5"); // begins to count anew
        var before = Read("VmRSS");
        work();
        return Read("VmHWM") - before;
    }

    [DllImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static extern int Trim(nint keep);

    private static double Read(string what) => 1024.0 * long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(what + ":", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "").Trim());
}
