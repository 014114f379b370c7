using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>Masked language modelling: guess the tokens that <see cref="MaskedTokens"/> hides. Validation reports the share guessed as "accuracy".</summary>
/// <param name="model">The model.</param>
public sealed class MaskedLMObjective(LongformerForMaskedLM model) : IObjective
{
    /// <summary>Which tokens are global, from the ids (batch, length); none when null.</summary>
    public Func<Tensor, Tensor>? GlobalTokens { get; init; }

    /// <inheritdoc/>
    public BatchLoss Compute(Batch batch)
    {
        var labels = batch.Labels.masked_select(batch.Labels.ne(Batch.NoLabel)); // (labelled)
        if (labels.numel() == 0)
            return new BatchLoss(zeros(1), 0);
        var input = new LongformerInput
        {
            InputIds = batch.InputIds,
            AttentionMask = batch.AttentionMask,
            GlobalAttentionMask = GlobalTokens?.Invoke(batch.InputIds),
            LogitsAtLabelsOnly = true,
        };
        var output = model.call(input, batch.Labels);
        return ObjectiveLoss.Of(output, labels);
    }
}
