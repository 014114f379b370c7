using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Batches of several sequences per row.</summary>
internal static class ChoiceInput
{
    /// <summary>The same tensors with a row for each sequence: (batch x choices, length).</summary>
    /// <exception cref="ArgumentException">A tensor is not (batch, choices, length), or another one's shape differs.</exception>
    public static (LongformerInput Flat, long Batch, long Choices) Flatten(LongformerInput input)
    {
        var first = input.InputIds ?? input.InputsEmbeds ?? throw new ArgumentException($"A batch needs either {nameof(input.InputIds)} or {nameof(input.InputsEmbeds)}, not neither.", nameof(input));
        if (first.dim() < 3)
            throw new ArgumentException($"Choices are (batch, choices, length), but the batch is ({string.Join(", ", first.shape)}).", nameof(input));
        var flat = input with
        {
            InputIds = Rows(input.InputIds, nameof(input.InputIds)),
            InputsEmbeds = Rows(input.InputsEmbeds, nameof(input.InputsEmbeds)),
            AttentionMask = Rows(input.AttentionMask, nameof(input.AttentionMask)),
            GlobalAttentionMask = Rows(input.GlobalAttentionMask, nameof(input.GlobalAttentionMask)),
            TokenTypeIds = Rows(input.TokenTypeIds, nameof(input.TokenTypeIds)),
            PositionIds = Rows(input.PositionIds, nameof(input.PositionIds)),
        };
        return (flat, first.shape[0], first.shape[1]);

        Tensor? Rows(Tensor? tensor, string name) => tensor is null || (tensor.dim() >= 3 && tensor.shape[..3].SequenceEqual(first.shape[..3]))
            ? tensor?.flatten(0, 1)
            : throw new ArgumentException($"{name} must be ({string.Join(", ", first.shape[..3])}) for this batch, but it is ({string.Join(", ", tensor.shape)}).", nameof(input));
    }
}
