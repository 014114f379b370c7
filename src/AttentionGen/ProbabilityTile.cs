using static TorchSharp.torch;

namespace AttentionGen;

/// <summary>Attention probabilities between blocks of queries and the keys that they were computed over.</summary>
/// <param name="Rows">(rows, 3) int64: sequence, head and first query of each row.</param>
/// <param name="Keys">(rows, keys) int64: the keys' positions; those past the end, and those not read, have the probability 0.</param>
/// <param name="Values">(rows, block, keys): probabilities. The last block of a sequence may run past its end.</param>
public sealed record ProbabilityTile(Tensor Rows, Tensor Keys, Tensor Values) : IDisposable
{
    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Rows.Dispose();
        Keys.Dispose();
        Values.Dispose();
    }

    /// <summary>Moves the tensors out of the current dispose scope.</summary>
    internal void MoveToOuterDisposeScope()
    {
        Rows.MoveToOuterDisposeScope();
        Keys.MoveToOuterDisposeScope();
        Values.MoveToOuterDisposeScope();
    }

    /// <summary>Adds the probabilities to (batch, heads, length, length).</summary>
    internal void AddTo(Tensor dense)
    {
        using var scope = NewDisposeScope();
        long heads = dense.shape[1], length = dense.shape[2], block = Values.shape[1];
        if (Keys.shape[1] == 0)
            return;
        var query = Rows.select(1, 2).unsqueeze(1) + arange(block, device: dense.device); // (rows, block)
        var row = (Rows.select(1, 0) * heads + Rows.select(1, 1)).unsqueeze(1) * length + query.clamp(max: length - 1);
        var index = row.unsqueeze(2) * length + Keys.clamp(max: length - 1).unsqueeze(1); // (rows, block, keys)
        var inside = (query < length).unsqueeze(2) & (Keys < length).unsqueeze(1);
        dense.view(-1).index_add_(0, index.flatten(), (Values * inside).flatten(), 1);
    }
}
