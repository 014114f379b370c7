using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Running models for their results.</summary>
internal static class Inference
{
    /// <summary>Computes in evaluation mode, without gradients, and frees what is made.</summary>
    public static T Run<T>(nn.Module model, Func<T> compute)
    {
        var training = model.training;
        model.eval();
        try
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            return compute();
        }
        finally
        {
            model.train(training);
        }
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
