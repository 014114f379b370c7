using AttentionGen.Kernels;
using AttentionGen.Models.Led;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>
/// Writing one text after reading another: <see cref="Example.Ids"/> is what the encoder reads, <see cref="Example.Labels"/> what the decoder
/// shall write, its end token included. Validation reports the share of tokens that it named rightly, each after the right ones, as "accuracy".
/// </summary>
/// <param name="model">The model; it shifts the labels itself.</param>
public sealed class SequenceToSequenceObjective(LedForConditionalGeneration model) : IObjective
{
    private readonly double _smoothing;

    /// <summary>Which tokens of the encoder are global, from the ids (batch, length): by default the first, as LED's summaries are trained.</summary>
    public Func<Tensor, Tensor> GlobalTokens { get; init; } = ids => GlobalRules.First(ids);

    /// <summary>Share of each label that is spread evenly over the vocabulary in training (Szegedy et al. 2016), 0 to below 1; validation has none.</summary>
    public double LabelSmoothing
    {
        get => _smoothing;
        init => _smoothing = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(LabelSmoothing), value, "The share must be 0 or more and below 1.");
    }

    /// <inheritdoc/>
    public BatchLoss Compute(Batch batch)
    {
        if (batch.Examples.FirstOrDefault(e => e.Labels.Length == 0) is { } wrong)
            throw new TrainingException($"An example of {wrong.Ids.Length} tokens has no labels, but they are what shall be written. Give it a text to write, or a transform that does.");
        var weight = batch.Examples.Sum(e => e.Labels.Count(label => label != Batch.NoLabel));
        if (weight == 0)
            return new BatchLoss(zeros(1), 0);
        var output = model.call(new LedInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask, GlobalAttentionMask = GlobalTokens(batch.InputIds) }, batch.Labels);
        var labels = batch.Labels.flatten(); // (batch x target length)
        var logits = output.Logits.flatten(0, 1); // (batch x target length, vocabulary)
        if (is_grad_enabled())
        {
            return new BatchLoss(LabelSmoothing == 0 ? output.Loss! : nn.functional.cross_entropy(
                logits, labels, ignore_index: Batch.NoLabel, label_smoothing: LabelSmoothing), weight);
        }
        return new BatchLoss(output.Loss!, weight)
        {
            Metrics = new Dictionary<string, Tensor> { ["accuracy"] = logits.argmax(-1).eq(labels).sum().to(ScalarType.Float64) / weight },
        };
    }
}
