using AttentionGen.Kernels.Vectors;

namespace AttentionGen.Tests.Support;

/// <summary>Vectors of this thread have a width of choice, until it is disposed of.</summary>
internal sealed class WidthOf : IDisposable
{
    public WidthOf(int bits) => Width.Override = bits;

    public void Dispose() => Width.Override = null;
}
