using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>A batch for an LED. Masks and ids may be any integer type.</summary>
public sealed record LedInput
{
    /// <summary>(batch, length): the encoder's token ids. Either these or <see cref="InputsEmbeds"/>.</summary>
    public Tensor? InputIds { get; init; }

    /// <summary>(batch, length, hidden): word embeddings made elsewhere.</summary>
    public Tensor? InputsEmbeds { get; init; }

    /// <summary>(batch, length): 0 for padding; all tokens are real when null.</summary>
    public Tensor? AttentionMask { get; init; }

    /// <summary>(batch, length): other than 0 for the encoder's global tokens; none when null. A padded token is never global.</summary>
    public Tensor? GlobalAttentionMask { get; init; }

    /// <summary>
    /// (batch, target length): the decoder's token ids. When null they are the labels, else <see cref="InputIds"/>, shifted to the right
    /// behind the start token.
    /// </summary>
    public Tensor? DecoderInputIds { get; init; }

    /// <summary>(batch, target length): 0 for padding of the decoder's ids; all are real when null.</summary>
    public Tensor? DecoderAttentionMask { get; init; }

    /// <summary>What to return besides the last hidden states, of both sides.</summary>
    public LongformerExtras Extras { get; init; }

    /// <summary>The encoder's part.</summary>
    internal LongformerInput Source => new()
    {
        InputIds = InputIds, InputsEmbeds = InputsEmbeds, AttentionMask = AttentionMask, GlobalAttentionMask = GlobalAttentionMask, Extras = Extras,
    };
}
