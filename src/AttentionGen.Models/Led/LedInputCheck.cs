using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>Refuses inputs in C#, with a message that names both sides: native code could end the process.</summary>
internal static class LedInputCheck
{
    /// <summary>Refuses an encoder's input that does not fit.</summary>
    public static void Source(LongformerInput input, LedModel model)
    {
        var (_, length) = LongformerInputCheck.Shape(input, model.Words);
        if (input.InputIds is { } ids)
            LongformerInputCheck.Words(ids, model.Config.VocabSize).Dispose();
        if (length > model.Config.MaxEncoderPositions)
            throw new ArgumentException($"The input has {length} tokens, padding included, but the encoder has {model.Config.MaxEncoderPositions} positions (max_encoder_position_embeddings). Shorten the texts.");
    }

    /// <summary>The decoder's ids, (batch, target length) int64: the given ones, else the encoder's, shifted.</summary>
    public static Tensor Target(LedInput input, LedModel model)
    {
        // Its shape is what the target is held against.
        var (batch, _) = LongformerInputCheck.Shape(input.Source, model.Words);
        var given = input.DecoderInputIds;
        if (given is null && input.InputIds is null)
            throw new ArgumentException($"{nameof(LedInput.DecoderInputIds)} are needed where the batch has {nameof(LedInput.InputsEmbeds)} instead of ids.");
        var name = given is null ? nameof(LedInput.InputIds) : nameof(LedInput.DecoderInputIds);
        var ids = given ?? input.InputIds!;
        if (ids.dim() != 2 || ids.shape[0] != batch || ids.shape[1] == 0 || ids.is_floating_point() || ids.dtype == ScalarType.Bool)
            throw new ArgumentException($"{name} must be integers ({batch}, target length) with at least one token, but they are {ids.dtype} ({string.Join(", ", ids.shape)}).");
        if (ids.device.ToString() != model.Words.device.ToString())
            throw new ArgumentException($"{name} are on {ids.device}, but the model is on {model.Words.device}.");
        Length(ids.shape[1], model.Config, given is null ? "The decoder reads the input as well where it is given no ids of its own; that" : "The target");
        if (input.DecoderAttentionMask is { } mask && !mask.shape.SequenceEqual(ids.shape))
            throw new ArgumentException($"{nameof(LedInput.DecoderAttentionMask)} must be ({string.Join(", ", ids.shape)}) for this batch, but it is ({string.Join(", ", mask.shape)}).");
        var words = LongformerInputCheck.Words(ids, model.Config.VocabSize, name);
        return given is null ? LedShift.Right(words, model.Config) : words;
    }

    /// <summary>Refuses labels that are no words, before they are shifted into the decoder.</summary>
    public static void Labels(Tensor labels, LedConfig config)
    {
        if (labels.dim() != 2)
            throw new ArgumentException($"The labels must be (batch, target length), but they are ({string.Join(", ", labels.shape)}).");
        LabelCheck.Classes(labels, labels.device, config.VocabSize, labels.shape).Dispose();
    }

    /// <summary>Refuses targets of more tokens than the decoder has positions.</summary>
    public static void Length(long length, LedConfig config, string what)
    {
        if (length > config.MaxDecoderPositions)
            throw new ArgumentException($"{what} has {length} tokens, but the decoder has {config.MaxDecoderPositions} positions (max_decoder_position_embeddings). Shorten it.");
    }
}
