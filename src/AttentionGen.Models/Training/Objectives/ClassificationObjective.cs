using AttentionGen.Models.Longformer;

namespace AttentionGen.Models.Training;

/// <summary>One class per example: <see cref="Example.Labels"/> holds its number. Validation reports the share named rightly as "accuracy".</summary>
/// <param name="model">The classifier; its problem type must be single-label classification, or undecided.</param>
public sealed class ClassificationObjective(LongformerForSequenceClassification model) : IObjective
{
    /// <inheritdoc/>
    public BatchLoss Compute(Batch batch)
    {
        if (batch.Examples.FirstOrDefault(e => e.Labels.Length != 1) is { } wrong)
            throw new TrainingException($"An example has {wrong.Labels.Length} labels, but a classification needs exactly one class each.");
        var labels = batch.Labels.squeeze(1); // (batch)
        return ObjectiveLoss.Of(model.call(new LongformerInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask }, labels), labels);
    }
}
