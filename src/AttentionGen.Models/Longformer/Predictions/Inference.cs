using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Running models for their results. No part of a model is changed, so that any number of threads can use one at once.</summary>
internal static class Inference
{
    /// <summary>Computes without gradients, and frees what is made.</summary>
    /// <param name="model">A model in evaluation mode.</param>
    /// <param name="compute">What to compute with it.</param>
    /// <exception cref="InvalidOperationException">The model is in training mode: switching it here would be seen by other threads.</exception>
    public static T Run<T>(nn.Module model, Func<T> compute)
    {
        if (model.training)
            throw new InvalidOperationException($"{model.GetName()} is in training mode, in which dropout changes what it says. Call eval() before it is asked.");
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return compute();
    }

    /// <summary>Sequences as a padded batch beside the model. The caller's dispose scope frees it.</summary>
    public static LongformerInput Batch(IReadOnlyList<IReadOnlyList<int>> tokenIds, LongformerModel model)
    {
        var empty = tokenIds.TakeWhile(ids => ids.Count > 0).Count();
        if (empty < tokenIds.Count || empty == 0)
            throw new ArgumentException(empty == 0 && tokenIds.Count == 0 ? "There is no sequence." : $"Sequence {empty} has no token.", nameof(tokenIds));
        var batch = Training.Batch.Create([.. tokenIds.Select(ids => new Example([.. ids]))], model.Config.PadTokenId, model.Embeddings.Words.device);
        return new LongformerInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask };
    }
}
