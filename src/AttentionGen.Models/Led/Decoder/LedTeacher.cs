using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>Whole targets at once, as in training: nothing is kept. The caller's dispose scope frees the masks.</summary>
internal sealed class LedTeacher : ILedDecoderMemory
{
    private readonly Tensor _encoded; // (batch, length, hidden)
    private readonly Tensor? _before;
    private readonly Tensor? _source;

    /// <param name="encoded">(batch, length, hidden): the encoder's states.</param>
    /// <param name="sourceMask">(batch, length): 0 for padding of the input; all are real when null.</param>
    /// <param name="length">Tokens of the targets.</param>
    /// <param name="targetMask">(batch, target length): 0 for padding of the target; all are real when null.</param>
    public LedTeacher(Tensor encoded, Tensor? sourceMask, long length, Tensor? targetMask)
    {
        _encoded = encoded;
        _source = LedMasks.Source(sourceMask, encoded.device);
        // A single token reads itself, whatever its mask says.
        _before = length == 1 ? null : LedMasks.Before(length, 0, encoded.device);
        if (_before is not null && LedMasks.Source(targetMask, encoded.device) is { } real)
            _before = _before.logical_and(real); // (batch, 1, target length, target length)
    }

    public int Past => 0;

    public LedReadable Before(int layer, LedDecoderAttention attention, Tensor hidden) => new(attention.Keys(hidden), attention.Values(hidden), _before);

    public LedReadable Source(int layer, LedDecoderAttention attention) => new(attention.Keys(_encoded), attention.Values(_encoded), _source);

    public Tensor ToInputs(Tensor hidden) => hidden;

    public Tensor ToRows(Tensor hidden) => hidden;
}
