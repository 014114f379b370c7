using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>What the decoder reads of the inputs: keys and values of each layer, computed once, for all rows of an input.</summary>
internal sealed class LedSource : IDisposable
{
    private readonly (Tensor Keys, Tensor Values)[] _layers; // each (inputs, heads, length, head size)
    private readonly Tensor? _mask; // (inputs, 1, 1, length)
    private long _inputs;

    /// <summary>Runs the encoder.</summary>
    public LedSource(LedModel model, LedInput input)
    {
        using var scope = NewDisposeScope();
        var encoded = model.Encode(input).LastHidden; // (inputs, length, hidden)
        _inputs = encoded.shape[0];
        _mask = LedMasks.Source(input.AttentionMask, encoded.device)?.DetachFromDisposeScope();
        _layers = [.. model.Decoder.Layers.Select(layer => (Keep(layer.Source.Keys(encoded)), Keep(layer.Source.Values(encoded))))];
    }

    /// <summary>What a layer's cross-attention reads. The caller's dispose scope frees the views.</summary>
    public LedReadable Of(int layer) => new(
        _layers[layer].Keys.narrow(0, 0, _inputs), _layers[layer].Values.narrow(0, 0, _inputs), _mask?.narrow(0, 0, _inputs));

    /// <summary>Goes on with fewer inputs: some are moved to places that became free.</summary>
    public void Move(IReadOnlyList<InputMove> moves, int inputs)
    {
        using var scope = NewDisposeScope();
        foreach (var (from, to) in moves)
        {
            foreach (var (keys, values) in _layers)
            {
                keys[to].copy_(keys[from]);
                values[to].copy_(values[from]);
            }
            _mask?[to].copy_(_mask[from]);
        }
        _inputs = inputs;
    }

    public void Dispose()
    {
        _mask?.Dispose();
        foreach (var (keys, values) in _layers)
        {
            keys.Dispose();
            values.Dispose();
        }
    }

    private static Tensor Keep(Tensor tensor)
    {
        using (tensor)
            return tensor.contiguous().DetachFromDisposeScope();
    }
}
