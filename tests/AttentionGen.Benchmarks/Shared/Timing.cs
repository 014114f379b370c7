using System.Diagnostics;

namespace AttentionGen.Benchmarks.Shared;

/// <summary>Wall-clock seconds.</summary>
internal static class Timing
{
    public static double Seconds(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public static double Seconds<T>(Func<T> work) => Seconds(() => { work(); });
}
