using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Published;

/// <summary>The keys that a query reads, as a paper's set notation gives them; members outside of the sequence are no keys.</summary>
internal delegate IEnumerable<int> KeysOf(int row, int head, int query);

/// <summary>
/// Attention by its definition, over sets of keys that are written out: softmax(q k^T / sqrt(d)) v in float64, from plain tensor
/// operations. Of the compiled pattern it uses nothing.
/// </summary>
internal static class PublishedAttention
{
    private const int Batch = 2;

    /// <summary>Holds a pattern's context and gradients at one length to the definition.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="layer">Its layer.</param>
    /// <param name="length">Tokens.</param>
    /// <param name="keys">The definition.</param>
    /// <param name="globalTokens">Tokens at the start that the batch's masks call global.</param>
    /// <param name="inputs">Run-time inputs per token, by name: the value at (row, position).</param>
    public static void Check(
        AttentionPattern pattern, int layer, int length, KeysOf keys, int globalTokens = 0, params (string Name, Func<int, int, int> Value)[] inputs)
    {
        using var scope = NewDisposeScope();
        var random = new Generator(7);
        var (heads, size) = (pattern.Card.Heads, pattern.Card.HeadSize);
        var tensors = Enumerable.Range(0, 4).Select(_ => randn([Batch, length, heads, size], ScalarType.Float64, generator: random)).ToArray();
        var cotangent = tensors[3];
        var given = new PatternInputs();
        foreach (var (name, value) in inputs)
            given.Add(name, tensor([.. from row in Enumerable.Range(0, Batch) from i in Enumerable.Range(0, length) select (long)value(row, i)]).reshape(Batch, length));
        var global = globalTokens == 0 ? null : (arange(length) < globalTokens).expand(Batch, -1);
        using var masks = AttentionMasks.Create(Batch, length, globalTokens: global, inputs: given);

        var allowed = Allowed(length, heads, keys);
        var expected = Gradients(tensors, cotangent, (q, k, v) => Dense(q, k, v, allowed));
        var actual = Gradients(tensors, cotangent, (q, k, v) => pattern.Forward(layer, q, k, v, null, masks));
        foreach (var (name, wanted, found) in new[] { "context", "q.grad", "k.grad", "v.grad" }.Zip(expected, actual))
        {
            var error = (wanted - found).abs().max().item<double>();
            Assert.True(error < 1e-11, $"{pattern.Card.Name}, layer {layer}, {length} tokens: {name} is off by {error}");
        }
    }

    /// <summary>(batch, heads, length, length)</summary>
    private static Tensor Allowed(int length, int heads, KeysOf keys)
    {
        var reads = new bool[Batch * heads * length * length];
        for (var at = 0; at < Batch * heads * length; at++)
        {
            foreach (var key in keys(at / length / heads, at / length % heads, at % length).Where(k => k >= 0 && k < length))
                reads[at * length + key] = true;
        }
        return tensor(reads, [Batch, heads, length, length]);
    }

    private static Tensor Dense(Tensor q, Tensor k, Tensor v, Tensor allowed)
    {
        var scores = q.transpose(1, 2).matmul(k.permute(0, 2, 3, 1)) / Math.Sqrt(q.shape[3]);
        // Queries without a key: their softmax over nothing is 0.
        var weights = exp(scores - scores.amax([-1], keepdim: true)) * allowed;
        return (weights / weights.sum(-1, keepdim: true).clamp_min(1e-300)).matmul(v.transpose(1, 2)).transpose(1, 2);
    }

    private static Tensor[] Gradients(Tensor[] tensors, Tensor cotangent, Func<Tensor, Tensor, Tensor, Tensor> attend)
    {
        var inputs = tensors.Take(3).Select(t => t.clone().requires_grad_(true)).ToArray();
        var context = attend(inputs[0], inputs[1], inputs[2]);
        (context * cotangent).sum().backward();
        return [context.detach(), .. inputs.Select(i => i.grad!)];
    }
}
