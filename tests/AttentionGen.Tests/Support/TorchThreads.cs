using static TorchSharp.torch;

namespace AttentionGen.Tests.Support;

/// <summary>torch computes with as many threads, until it is disposed of. It belongs to the process: no other test may run meanwhile.</summary>
internal sealed class TorchThreads : IDisposable
{
    private readonly int _before = get_num_threads();

    public TorchThreads(int threads) => set_num_threads(threads);

    public void Dispose() => set_num_threads(_before);
}
