using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The projections of one layer, around the compiled pattern. Returns the context before the output projection.</summary>
public sealed class LongformerSelfAttention : nn.Module<Tensor, AttentionMasks, Tensor>
{
    private readonly AttentionPattern _pattern;
    private readonly int _layer;
    private readonly int _heads;
    private readonly double _dropout;
    [ComponentName(Name = "query")]
    private readonly Linear _query;
    [ComponentName(Name = "key")]
    private readonly Linear _key;
    [ComponentName(Name = "value")]
    private readonly Linear _value;
    [ComponentName(Name = "query_global")]
    private readonly Linear _queryGlobal;
    [ComponentName(Name = "key_global")]
    private readonly Linear _keyGlobal;
    [ComponentName(Name = "value_global")]
    private readonly Linear _valueGlobal;

    /// <summary>Self-attention of one layer, with fresh weights.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="layer">The layer's number in <paramref name="pattern"/>.</param>
    /// <param name="pattern">Who reads whom.</param>
    public LongformerSelfAttention(LongformerConfig config, int layer, AttentionPattern pattern)
        : this(config.HiddenSize, config.NumAttentionHeads, config.AttentionProbsDropoutProb, layer, pattern)
    {
    }

    internal LongformerSelfAttention(int hiddenSize, int heads, double dropout, int layer, AttentionPattern pattern) : base(nameof(LongformerSelfAttention))
    {
        (_heads, _dropout, _layer, _pattern) = (heads, dropout, layer, pattern);
        _query = nn.Linear(hiddenSize, hiddenSize);
        _key = nn.Linear(hiddenSize, hiddenSize);
        _value = nn.Linear(hiddenSize, hiddenSize);
        _queryGlobal = nn.Linear(hiddenSize, hiddenSize);
        _keyGlobal = nn.Linear(hiddenSize, hiddenSize);
        _valueGlobal = nn.Linear(hiddenSize, hiddenSize);
        RegisterComponents();
    }

    /// <summary>Hidden states (batch, length, hidden) to the context (batch, length, hidden), heads side by side. Padded rows are 0.</summary>
    public override Tensor forward(Tensor hidden, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var q = SplitHeads(_query.call(hidden)); // (batch, length, heads, head size)
        var k = SplitHeads(_key.call(hidden));
        var v = SplitHeads(_value.call(hidden));
        var dropout = new DropoutState(training ? _dropout : 0);
        var context = _pattern.Forward(_layer, q, k, v, Globals(hidden, masks), masks, dropout); // (batch, length, heads, head size)
        return context.flatten(2).MoveToOuterDisposeScope(); // (batch, length, hidden)
    }

    /// <summary>The probabilities that <see cref="forward"/> uses without dropout, in band layout.</summary>
    public AttentionProbabilities Probabilities(Tensor hidden, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var q = SplitHeads(_query.call(hidden)); // (batch, length, heads, head size)
        var k = SplitHeads(_key.call(hidden));
        return _pattern.Probabilities(_layer, q, k, Globals(hidden, masks), masks).MoveToOuterDisposeScope();
    }

    private GlobalInputs? Globals(Tensor hidden, AttentionMasks masks) => masks.MaxGlobals == 0 ? null : new GlobalInputs(
        hidden, _queryGlobal.weight!, _queryGlobal.bias!, _keyGlobal.weight!, _keyGlobal.bias!, _valueGlobal.weight!, _valueGlobal.bias!);

    private Tensor SplitHeads(Tensor projected) => projected.unflatten(2, [_heads, projected.shape[2] / _heads]);
}
