using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Refuses inputs in C#, with a message that names both sides: native code could end the process.</summary>
internal static class LongformerInputCheck
{
    /// <summary>(batch, length) of an input whose tensors agree on it.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="table">(vocabulary, hidden): the word embeddings, for width, type and device of the model.</param>
    public static (long Batch, long Length) Shape(LongformerInput input, Tensor table)
    {
        var (hidden, device) = (table.shape[1], table.device);
        if (input.InputIds is null == input.InputsEmbeds is null)
            throw new ArgumentException($"A batch needs either {nameof(input.InputIds)} or {nameof(input.InputsEmbeds)}, not {(input.InputIds is null ? "neither" : "both")}.");
        if (input.InputIds is { } ids && (ids.dim() != 2 || ids.numel() == 0))
            throw new ArgumentException($"{nameof(input.InputIds)} must be (batch, length) with at least one token, but it is ({string.Join(", ", ids.shape)}).");
        if (input.InputsEmbeds is { } embeds && (embeds.dim() != 3 || embeds.numel() == 0 || embeds.shape[2] != hidden))
            throw new ArgumentException($"{nameof(input.InputsEmbeds)} must be (batch, length, {hidden}) with at least one token, but it is ({string.Join(", ", embeds.shape)}).");
        var shape = (input.InputIds ?? input.InputsEmbeds!).shape;
        Tokens(input.InputIds, nameof(input.InputIds), shape, device, integers: true);
        Tokens(input.TokenTypeIds, nameof(input.TokenTypeIds), shape, device, integers: true);
        Tokens(input.PositionIds, nameof(input.PositionIds), shape, device, integers: true);
        Tokens(input.AttentionMask, nameof(input.AttentionMask), shape, device: null, integers: false);
        Tokens(input.GlobalAttentionMask, nameof(input.GlobalAttentionMask), shape, device: null, integers: false);
        if (input.InputsEmbeds is { } floats && (floats.dtype != table.dtype || floats.device.ToString() != device.ToString()))
            throw new ArgumentException($"{nameof(input.InputsEmbeds)} is {floats.dtype} on {floats.device}; the model is {table.dtype} on {device}.");
        return (shape[0], shape[1]);
    }

    /// <summary>Ids as int64, inside the vocabulary.</summary>
    public static Tensor Words(Tensor ids, int vocabulary, string name = nameof(LongformerInput.InputIds))
    {
        var words = ids.to(ScalarType.Int64);
        Range(words, vocabulary, name, "the vocabulary", "Use the tokenizer that belongs to the checkpoint.");
        return words;
    }

    /// <summary>Positions inside the table.</summary>
    public static void Positions(Tensor ids, LongformerConfig config) =>
        Range(ids, config.MaxPositionEmbeddings, "A position", "the position table", $"At most {config.MaxLength} real tokens fit in a sequence: shorten the texts.");

    /// <summary>Token types inside their table.</summary>
    public static void Types(Tensor ids, LongformerConfig config) =>
        Range(ids, config.TypeVocabSize, nameof(LongformerInput.TokenTypeIds), "the token types", "Leave them out where the checkpoint knows one type.");

    private static void Tokens(Tensor? tensor, string name, long[] shape, Device? device, bool integers)
    {
        if (tensor is null)
            return;
        if (tensor.dim() != 2 || tensor.shape[0] != shape[0] || tensor.shape[1] != shape[1])
            throw new ArgumentException($"{name} must be ({shape[0]}, {shape[1]}) for this batch, but it is ({string.Join(", ", tensor.shape)}).");
        if (integers && (tensor.is_floating_point() || tensor.dtype == ScalarType.Bool))
            throw new ArgumentException($"{name} must hold integers, but it is {tensor.dtype}.");
        if (device is not null && tensor.device.ToString() != device.ToString())
            throw new ArgumentException($"{name} is on {tensor.device}, but the model is on {device}.");
    }

    private static void Range(Tensor ids, long count, string name, string table, string advice)
    {
        using var scope = NewDisposeScope();
        long least = ids.min().item<long>(), most = ids.max().item<long>();
        if (least < 0 || most >= count)
            throw new ArgumentException($"{name} is {(least < 0 ? least : most)}, but {table} goes from 0 to {count - 1}. {advice}");
    }
}
