using AttentionGen;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CustomPattern;

/// <summary>A small transformer whose attention is any pattern of one head. It knows no positions: only the pattern does.</summary>
internal sealed class TinyTransformer : nn.Module<Tensor, Tensor>
{
    private readonly AttentionPattern _pattern;
    private readonly Embedding _embedding;
    private readonly ModuleList<Linear> _projections;
    private readonly ModuleList<LayerNorm> _norms;
    private readonly Linear _head;

    public TinyTransformer(AttentionPattern pattern) : base(nameof(TinyTransformer))
    {
        var (layers, width) = (pattern.Card.Layers, pattern.Card.HeadSize);
        _pattern = pattern;
        _embedding = nn.Embedding(SignalTask.Signals + 1, width);
        _projections = nn.ModuleList(Enumerable.Range(0, layers).Select(_ => nn.Linear(width, 3 * width)).ToArray());
        _norms = nn.ModuleList(Enumerable.Range(0, layers).Select(_ => nn.LayerNorm(width)).ToArray());
        _head = nn.Linear(width, SignalTask.Signals);
        RegisterComponents();
    }

    /// <summary>Token ids (batch, length) to scores (batch, length, signals).</summary>
    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        using var masks = AttentionMasks.Create(tokens.shape[0], tokens.shape[1]);
        var hidden = _embedding.call(tokens); // (batch, length, width)
        for (var layer = 0; layer < _pattern.Card.Layers; layer++)
        {
            // (batch, length, 1 head, width) each
            var qkv = _projections[layer].call(_norms[layer].call(hidden)).unsqueeze(2).chunk(3, dim: 3);
            hidden = hidden + _pattern.Forward(layer, qkv[0], qkv[1], qkv[2], globals: null, masks).squeeze(2);
        }
        return _head.call(hidden).MoveToOuterDisposeScope();
    }
}
