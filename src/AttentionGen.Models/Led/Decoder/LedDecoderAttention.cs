using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>Full attention of the decoder, to itself or to the encoder's states.</summary>
internal sealed class LedDecoderAttention : nn.Module<Tensor, LedReadable, Tensor>
{
    private readonly LedConfig _config;
    [ComponentName(Name = "k_proj")]
    private readonly Linear _key;
    [ComponentName(Name = "v_proj")]
    private readonly Linear _value;
    [ComponentName(Name = "q_proj")]
    private readonly Linear _query;
    [ComponentName(Name = "out_proj")]
    private readonly Linear _output;

    public LedDecoderAttention(LedConfig config) : base(nameof(LedDecoderAttention))
    {
        _config = config;
        _key = nn.Linear(config.HiddenSize, config.HiddenSize);
        _value = nn.Linear(config.HiddenSize, config.HiddenSize);
        _query = nn.Linear(config.HiddenSize, config.HiddenSize);
        _output = nn.Linear(config.HiddenSize, config.HiddenSize);
        RegisterComponents();
    }

    /// <summary>States (rows, length, hidden) to keys, (rows, heads, length, head size).</summary>
    public Tensor Keys(Tensor states) => SplitHeads(FewRows.Linear(_key, states));

    /// <summary>States (rows, length, hidden) to values, (rows, heads, length, head size).</summary>
    public Tensor Values(Tensor states) => SplitHeads(FewRows.Linear(_value, states));

    /// <summary>Hidden states (rows, queries, hidden) to (rows, queries, hidden). A query that may read nothing gets the output's bias.</summary>
    public override Tensor forward(Tensor hidden, LedReadable readable)
    {
        using var scope = NewDisposeScope();
        var q = SplitHeads(FewRows.Linear(_query, hidden)); // (rows, heads, queries, head size)
        var context = nn.functional.scaled_dot_product_attention(q, readable.Keys, readable.Values, readable.Mask, training ? _config.AttentionDropout : 0);
        return FewRows.Linear(_output, context.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    /// <summary>The probabilities that <see cref="forward"/> uses without dropout, (rows, heads, queries, keys).</summary>
    public Tensor Probabilities(Tensor hidden, LedReadable readable)
    {
        using var scope = NewDisposeScope();
        var q = SplitHeads(FewRows.Linear(_query, hidden)); // (rows, heads, queries, head size)
        var scores = einsum("rhqd,rhkd->rhqk", q, readable.Keys) / Math.Sqrt(q.shape[3]);
        if (readable.Mask is { } mask)
            scores = scores.masked_fill(mask.logical_not(), double.NegativeInfinity);
        var type = scores.dtype;
        // Half-precision types are too coarse for a softmax. What may read nothing reads nothing.
        return scores.softmax(-1, type == ScalarType.Float64 ? type : ScalarType.Float32).nan_to_num(0).to(type).MoveToOuterDisposeScope();
    }

    private Tensor SplitHeads(Tensor projected) =>
        projected.unflatten(2, [_config.DecoderHeads, _config.HiddenSize / _config.DecoderHeads]).transpose(1, 2);
}
