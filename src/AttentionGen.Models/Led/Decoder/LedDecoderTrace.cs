using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>The probabilities of the decoder's layers, for those who ask for them.</summary>
internal sealed class LedDecoderTrace
{
    private readonly List<Tensor> _before = [];
    private readonly List<Tensor> _source = [];

    /// <summary>Per layer (rows, heads, queries, keys): what is read of the tokens before.</summary>
    public IReadOnlyList<Tensor> Before => _before;

    /// <summary>Per layer (rows, heads, queries, length): what is read of the input.</summary>
    public IReadOnlyList<Tensor> Source => _source;

    /// <summary>Keeps a layer's, beyond its dispose scope.</summary>
    public void Keep(Tensor before, Tensor source)
    {
        _before.Add(before.MoveToOuterDisposeScope());
        _source.Add(source.MoveToOuterDisposeScope());
    }
}
