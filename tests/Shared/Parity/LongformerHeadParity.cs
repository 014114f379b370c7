using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Parity;

/// <summary>Runs the golden folders of heads: logits, loss, inner values and gradients of the loss.</summary>
public static class LongformerHeadParity
{
    /// <summary>Everything a folder of class LongformerForSequenceClassification can expect.</summary>
    public static NamedTensors SequenceClassification(string folder, AttentionPattern pattern, ScalarType dtype = ScalarType.Float32)
    {
        using var model = LongformerForSequenceClassification.FromPretrained(folder, pattern, dtype: dtype);
        return Run(folder, model, model.Longformer, dtype);
    }

    /// <summary>Everything a folder of class LongformerForMaskedLM can expect.</summary>
    public static NamedTensors MaskedLM(string folder, AttentionPattern pattern, ScalarType dtype = ScalarType.Float32)
    {
        using var model = LongformerForMaskedLM.FromPretrained(folder, pattern, dtype: dtype);
        return Run(folder, model, model.Longformer, dtype);
    }

    private static NamedTensors Run(string folder, nn.Module<LongformerInput, Tensor?, LongformerHeadOutput> model, LongformerModel encoder, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        using var inputs = new GoldenInputs(folder, dtype);
        var kept = new NamedTensors();
        LongformerParity.Watch(encoder, kept);
        using var output = model.call(LongformerParity.Batch(inputs), inputs.Get("labels"));
        LongformerParity.Keep(output.Encoder, kept);
        kept.Keep("logits", output.Logits);
        kept.Keep("loss", output.Loss!);
        output.Loss!.backward();
        kept.KeepGradients(model);
        return kept;
    }
}
