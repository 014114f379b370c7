using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Refuses labels in C#, with a message that names both sides: native code could end the process, or answer NaN.</summary>
internal static class LabelCheck
{
    /// <summary>The class of a token or sequence without a label.</summary>
    public const long Ignored = -100;

    /// <summary>Classes as int64, each 0 to <paramref name="count"/> - 1 or <see cref="Ignored"/>, but not all of them.</summary>
    public static Tensor Classes(Tensor labels, Device device, long count, params long[] shape)
    {
        if (labels.is_floating_point() || labels.dtype == ScalarType.Bool)
            throw new ArgumentException($"The labels must be integers, classes from 0 to {count - 1}, but they are {labels.dtype}.");
        var classes = Shaped(labels, shape).to(device).to(ScalarType.Int64);
        using var scope = NewDisposeScope();
        var given = classes.masked_select(classes.ne(Ignored));
        if (given.numel() == 0)
            throw new ArgumentException($"All {classes.numel()} labels are {Ignored}, which stands for no label: there is no loss. Give at least one.");
        long least = given.min().item<long>(), most = given.max().item<long>();
        if (least < 0 || most >= count)
            throw new ArgumentException($"A label is {(least < 0 ? least : most)}, but the classes go from 0 to {count - 1} ({Ignored} stands for no label).");
        return classes;
    }

    /// <summary>Positions as int64; those outside of the sequence are <see cref="Ignored"/>, negative ones the first token, as Hugging Face has it.</summary>
    public static Tensor Positions(Tensor labels, Device device, long length, params long[] shape)
    {
        if (labels.is_floating_point() || labels.dtype == ScalarType.Bool)
            throw new ArgumentException($"The labels must be integers, positions of tokens, but they are {labels.dtype}.");
        var positions = Shaped(labels, shape).to(device).to(ScalarType.Int64).clamp_min(0);
        var inside = positions < length;
        if (!inside.any(0).all().item<bool>())
            throw new ArgumentException($"No row of the batch has both a start and an end below its length, {length}: there is no loss. Give at least one.");
        return where(inside, positions, Ignored);
    }

    /// <summary>Numbers in the type of the logits; these are (batch, labels), a batch of single numbers may also be (batch).</summary>
    public static Tensor Numbers(Tensor labels, Tensor logits) =>
        (logits.shape[1] == 1 && labels.dim() == 1 ? Shaped(labels, logits.shape[0]).unsqueeze(1) : Shaped(labels, logits.shape)).to(logits.device).to(logits.dtype);

    private static Tensor Shaped(Tensor labels, params long[] shape) => labels.shape.SequenceEqual(shape)
        ? labels
        : throw new ArgumentException($"The labels must be ({string.Join(", ", shape)}) for this batch, but they are ({string.Join(", ", labels.shape)}).");
}
