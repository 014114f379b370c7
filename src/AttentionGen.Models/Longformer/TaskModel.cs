using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>What models of one task check before they compute. For generated code.</summary>
public static class TaskModel
{
    /// <summary>The ids that the task's global tokens are chosen by.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="model">The model's name, for the message.</param>
    /// <exception cref="ArgumentException">There are none, or the batch names global tokens itself.</exception>
    public static Tensor TokenIds(LongformerInput input, string model)
    {
        if (input.GlobalAttentionMask is not null)
            throw new ArgumentException($"{model} chooses the global tokens of its task itself. Leave {nameof(input.GlobalAttentionMask)} out.", nameof(input));
        return input.InputIds ?? throw new ArgumentException($"{model} chooses its global tokens by {nameof(input.InputIds)}, but the batch has none.", nameof(input));
    }

    /// <summary>The configuration, whose labels are the declared ones in their order.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="labels">The labels that were declared.</param>
    /// <param name="model">The model's name, for the message.</param>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static LongformerConfig RequireLabels(LongformerConfig config, IReadOnlyList<string> labels, string model) => config.Labels.SequenceEqual(labels)
        ? config
        : throw new ArgumentException(
            $"{model} declares the labels {string.Join(", ", labels)}, but the configuration's (id2label) are {string.Join(", ", config.Labels)}. Declare those, in that order.", nameof(config));
}
