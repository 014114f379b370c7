namespace AttentionGen.Models.Checkpoints;

/// <summary>How far the loading of a checkpoint is.</summary>
/// <param name="BytesDone">Bytes of the file's tensors that are in the module.</param>
/// <param name="BytesTotal">Bytes of all that the module takes from the file.</param>
/// <param name="Tensor">The tensor that was copied last, by its name in the file.</param>
public readonly record struct CheckpointProgress(long BytesDone, long BytesTotal, string Tensor)
{
    private static readonly AsyncLocal<IProgress<CheckpointProgress>?> s_observer = new();

    /// <summary>Who is told of loads in this flow of control; null for nobody.</summary>
    internal static IProgress<CheckpointProgress>? Observer => s_observer.Value;

    /// <summary>
    /// Has someone told of every checkpoint that is loaded from here on, by any FromPretrained, until the result is disposed of. Loads on
    /// other threads are told of only where those were started from here.
    /// </summary>
    /// <param name="observer">Told after each tensor, on the thread that loads.</param>
    public static IDisposable Observe(IProgress<CheckpointProgress> observer)
    {
        var before = new Restore(s_observer.Value);
        s_observer.Value = observer;
        return before;
    }

    private sealed class Restore(IProgress<CheckpointProgress>? observer) : IDisposable
    {
        public void Dispose() => s_observer.Value = observer;
    }
}
