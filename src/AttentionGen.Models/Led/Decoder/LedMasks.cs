using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>Who may read whom in the decoder: bool, true where a query may read.</summary>
internal static class LedMasks
{
    /// <summary>(batch, 1, 1, length): the tokens that are no padding; null where all are real.</summary>
    public static Tensor? Source(Tensor? mask, Device device)
    {
        if (mask is null)
            return null;
        using var scope = NewDisposeScope();
        var real = mask.to(device).ne(0);
        return real.all().item<bool>() ? null : real.unsqueeze(1).unsqueeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>(1, 1, queries, past + queries): each query reads what stands before it, and itself.</summary>
    public static Tensor Before(long queries, long past, Device device)
    {
        using var scope = NewDisposeScope();
        return ones(queries, past + queries, ScalarType.Bool, device).tril(past).unsqueeze(0).unsqueeze(0).MoveToOuterDisposeScope();
    }
}
