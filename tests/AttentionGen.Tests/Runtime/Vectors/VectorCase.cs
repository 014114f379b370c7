using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>Seeded queries, keys, values and a cotangent, (batch, length, heads, head size) float32, and masks.</summary>
internal sealed class VectorCase : IDisposable
{
    private readonly Tensor _real;

    /// <param name="pattern">What is run; under vector kernels.</param>
    /// <param name="batch">Sequences; each has three padded tokens less than the next.</param>
    /// <param name="length">Tokens.</param>
    /// <param name="globals">True where tokens 5 and 200 are global.</param>
    public VectorCase(AttentionPattern pattern, int batch = 2, int length = 230, bool globals = false)
    {
        Pattern = pattern.Using(AttentionEngine.Simd);
        using var random = new Generator(7);
        Tensor Draw() => randn([batch, length, pattern.Card.Heads, pattern.Card.HeadSize], ScalarType.Float32, generator: random);
        (Q, K, V, Cotangent) = (Draw(), Draw(), Draw(), Draw());
        _real = arange(length).unsqueeze(0) < length - (3 * (batch - 1 - arange(batch).unsqueeze(1)));
        var places = arange(length).unsqueeze(0).expand(batch, length);
        Masks = AttentionMasks.Create(batch, length, realTokens: _real, globalTokens: globals ? (places == 5) | (places == 200) : null);
    }

    public AttentionPattern Pattern { get; }

    public Tensor Q { get; }

    public Tensor K { get; }

    public Tensor V { get; }

    public Tensor Cotangent { get; }

    public AttentionMasks Masks { get; }

    /// <summary>(batch, length) bool.</summary>
    public Tensor Real => _real;

    /// <summary>The context, and the gradients of q, k and v.</summary>
    public Tensor[] Run(DropoutState dropout = default) => Run(Q, K, V, Cotangent, dropout);

    /// <summary>The same of other tensors of these shapes.</summary>
    public Tensor[] Run(Tensor q, Tensor k, Tensor v, Tensor cotangent, DropoutState dropout = default)
    {
        Tensor[] leaves = [.. new[] { q, k, v }.Select(x => x.detach().requires_grad_(true))];
        var context = Pattern.Forward(0, leaves[0], leaves[1], leaves[2], null, Masks, dropout);
        context.backward([cotangent]);
        return [context.detach(), .. leaves.Select(x => x.grad!)];
    }

    /// <summary>Fails where a number differs in a bit.</summary>
    public static void AssertSame(Tensor[] expected, Tensor[] actual) => Assert.All(expected.Zip(actual), pair => Assert.True(Same(pair.First, pair.Second)));

    /// <summary>True when all numbers are equal in all bits, but for the sign of zeros.</summary>
    public static bool Same(Tensor first, Tensor second) => first.shape.SequenceEqual(second.shape) && (first == second).all().item<bool>();

    public void Dispose()
    {
        Masks.Dispose();
        foreach (var tensor in new[] { Q, K, V, Cotangent, _real })
            tensor.Dispose();
    }
}
