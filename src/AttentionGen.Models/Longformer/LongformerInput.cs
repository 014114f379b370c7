using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>A batch for a Longformer: ids or embeddings, and what is known of the tokens. Masks and ids may be any integer type.</summary>
public sealed record LongformerInput
{
    /// <summary>(batch, length): token ids. Either these or <see cref="InputsEmbeds"/>.</summary>
    public Tensor? InputIds { get; init; }

    /// <summary>(batch, length, hidden): word embeddings made elsewhere.</summary>
    public Tensor? InputsEmbeds { get; init; }

    /// <summary>(batch, length): 0 for padding; all tokens are real when null.</summary>
    public Tensor? AttentionMask { get; init; }

    /// <summary>(batch, length): other than 0 for global tokens; none when null. A padded token is never global.</summary>
    public Tensor? GlobalAttentionMask { get; init; }

    /// <summary>(batch, length): token types; 0 when null.</summary>
    public Tensor? TokenTypeIds { get; init; }

    /// <summary>(batch, length): rows of the position table; counted from the ids when null.</summary>
    public Tensor? PositionIds { get; init; }

    /// <summary>
    /// Whether a masked language model gives a batch with labels logits at labelled tokens only: (labelled, vocabulary), in order of position.
    /// The same loss and gradients at a fraction of the memory. Other models do not heed it.
    /// </summary>
    public bool LogitsAtLabelsOnly { get; init; }

    /// <summary>What to return besides the last hidden states.</summary>
    public LongformerExtras Extras { get; init; }
}

/// <summary>What a Longformer returns on request.</summary>
[Flags]
public enum LongformerExtras
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>The embeddings and the output of every layer.</summary>
    HiddenStates = 1,

    /// <summary>Attention probabilities, local and global.</summary>
    Attentions = 2,
}
