using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace AttentionGen.Kernels.Vectors;

/// <summary>Spreads work over as many threads as libtorch uses, on Linux over its very threads: <c>torch.set_num_threads</c> rules both.</summary>
internal static class Workers
{
    /// <summary>Does items 0 to count - 1, each once, in that order as threads come free. Results must not depend on who does what.</summary>
    /// <exception cref="RuleFault">A rule threw: of several that threw, the one for the first query.</exception>
    public static void Run(int count, Action<int> work)
    {
        var next = -1;
        var faults = new ConcurrentQueue<Exception>();
        var threads = Math.Min(count, get_num_threads());
        if (threads <= 1)
            Work();
        else if (!OpenMP.TryRun(threads, Work))
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Work());
        if (!faults.IsEmpty)
            throw RuleFault.FirstOf(faults) ?? (Exception)new AggregateException(faults);

        void Work()
        {
            try
            {
                // Items before one that failed are at work already, so that the first fault of all is found.
                while (faults.IsEmpty && Interlocked.Increment(ref next) is var item && item < count)
                    work(item);
            }
            catch (Exception fault)
            {
                faults.Enqueue(fault);
            }
        }
    }
}
