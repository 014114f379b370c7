using System.Diagnostics;
using TorchSharp;

namespace AttentionGen.Benchmarks.Shared;

/// <summary>Wall-clock seconds.</summary>
internal static class Timing
{
    public static double Seconds(Action work)
    {
        Synchronize();
        var began = Stopwatch.GetTimestamp();
        work();
        Synchronize();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public static double Seconds<T>(Func<T> work) => Seconds(() => { work(); });

    /// <summary>Waits for what a GPU still has to do.</summary>
    private static void Synchronize()
    {
        if (torch.cuda.is_available())
            torch.cuda.synchronize();
    }
}
