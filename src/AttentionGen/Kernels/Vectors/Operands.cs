namespace AttentionGen.Kernels.Vectors;

/// <summary>What a forward pass reads and writes.</summary>
/// <param name="Q">Queries.</param>
/// <param name="K">Keys.</param>
/// <param name="V">Values.</param>
/// <param name="Context">The result.</param>
/// <param name="Rows">What scores are compared with, and the inverse sum, of each row; null where no backward pass follows.</param>
/// <param name="Dropping">Dropout.</param>
internal sealed record Operands(HeadTensor Q, HeadTensor K, HeadTensor V, HeadTensor Context, RowStatistics? Rows, Dropping Dropping);

/// <summary>What a backward pass reads and writes beside <see cref="Operands"/>.</summary>
/// <param name="Forward">The forward pass.</param>
/// <param name="Gradient">Of the context.</param>
/// <param name="Q">Gradient of the queries.</param>
/// <param name="K">Gradients of the keys, one for each part of the queries.</param>
/// <param name="V">Gradients of the values, likewise.</param>
internal sealed record BackwardOperands(Operands Forward, HeadTensor Gradient, HeadTensor Q, HeadTensor[] K, HeadTensor[] V);

/// <summary>Numbers of rows that a backward pass computes probabilities with: (batch, heads, length).</summary>
internal sealed class RowStatistics(int batch, int heads, int length)
{
    private readonly float[] _references = GC.AllocateUninitializedArray<float>(checked(batch * heads * length));
    private readonly float[] _inverses = GC.AllocateUninitializedArray<float>(batch * heads * length);

    public Span<float> References(int row, int head) => _references.AsSpan(((row * heads) + head) * length, length);

    public Span<float> Inverses(int row, int head) => _inverses.AsSpan(((row * heads) + head) * length, length);
}
