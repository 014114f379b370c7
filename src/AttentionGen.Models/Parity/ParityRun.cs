using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>What the runs of all models with heads have in common.</summary>
internal static class ParityRun
{
    /// <summary>Labels as the heads take them: those of answers are two tensors in Hugging Face's code.</summary>
    public static Tensor? Labels(ParityInputs inputs) => inputs.Find("start_positions") is { } start
        ? stack([start, inputs.Get("end_positions")], 1) // (batch, 2)
        : inputs.Find("labels");

    /// <summary>Keeps a head's output under Hugging Face's names.</summary>
    /// <param name="logits">The output.</param>
    /// <param name="isSpan">Whether it is (batch, length, 2), starts and ends of answers.</param>
    /// <param name="kept">Where to.</param>
    public static void KeepLogits(Tensor logits, bool isSpan, NamedTensors kept)
    {
        if (!isSpan)
        {
            kept.Keep("logits", logits);
            return;
        }
        kept.Keep("start_logits", logits.select(2, 0)); // (batch, length)
        kept.Keep("end_logits", logits.select(2, 1));
    }

    /// <summary>Keeps the loss and the gradients: the loss's, or those of the outputs times their cotangents.</summary>
    public static void KeepGradients(nn.Module model, ParityInputs inputs, Func<string, Tensor?> output, Tensor? loss, NamedTensors kept)
    {
        if (loss is not null)
            kept.Keep("loss", loss);
        var cotangents = inputs.CotangentLoss(output);
        if (cotangents is not null)
            kept.Keep("cotangent_loss", cotangents);
        if ((loss ?? cotangents) is not { } scalar)
            return;
        scalar.backward();
        kept.KeepGradients(model);
    }
}
