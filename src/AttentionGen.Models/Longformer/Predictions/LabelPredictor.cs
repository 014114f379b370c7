using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Batches to labels.</summary>
internal static class LabelPredictor
{
    public static LabelPrediction[] Predict(LongformerForSequenceClassification model, IReadOnlyList<IReadOnlyList<int>> tokenIds)
    {
        using var scope = NewDisposeScope();
        return Predict(model, Inference.Batch(tokenIds, model.Longformer));
    }

    public static LabelPrediction[] Predict(LongformerForSequenceClassification model, LongformerInput input)
    {
        var labels = model.Config.Labels;
        if (labels.Count < 2 || model.Config.ProblemType is not (null or ProblemType.SingleLabelClassification))
            throw new InvalidOperationException(
                $"A prediction is one of several labels, but this model has {labels.Count} and the problem type {model.Config.ProblemType?.ToString() ?? "none"}. Read the logits of its output.");
        var probabilities = FiniteOutputs.Require(
            Inference.Run(model, () => Softmax.Of(model.call(input, null).Logits)), model);
        return [.. probabilities.Chunk(labels.Count).Select(values =>
        {
            var best = Array.IndexOf(values, values.Max());
            return new LabelPrediction(best, labels[best], values[best], values);
        })];
    }
}
