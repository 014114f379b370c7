using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>The rules that choose global tokens, each (batch, length) token ids to (batch, length) bool. For generated code.</summary>
public static class GlobalRules
{
    /// <summary>The first tokens.</summary>
    public static Tensor First(Tensor tokenIds, long count = 1) => (Position(tokenIds) < count).expand(tokenIds.shape);

    /// <summary>Every k-th token, the first included.</summary>
    public static Tensor EveryKth(Tensor tokenIds, long k) => Position(tokenIds).remainder(k).eq(0).expand(tokenIds.shape);

    /// <summary>Everything before the n-th separator.</summary>
    /// <exception cref="ArgumentException">A row has fewer separators.</exception>
    public static Tensor BeforeSeparator(Tensor tokenIds, long separatorId, int n) => Position(tokenIds) < NthSeparator(tokenIds, separatorId, n);

    /// <summary>Everything after the n-th separator.</summary>
    /// <exception cref="ArgumentException">A row has fewer separators.</exception>
    public static Tensor AfterSeparator(Tensor tokenIds, long separatorId, int n) => Position(tokenIds) > NthSeparator(tokenIds, separatorId, n);

    /// <summary>Every token with one of these ids.</summary>
    public static Tensor TokenIds(Tensor tokenIds, params long[] ids)
    {
        Position(tokenIds);
        return tokenIds.unsqueeze(-1).eq(tensor(ids, device: tokenIds.device)).any(-1);
    }

    /// <summary>The tokens at these positions; positions past the end do not matter.</summary>
    public static Tensor Positions(Tensor tokenIds, params long[] positions) =>
        Position(tokenIds).unsqueeze(-1).eq(tensor(positions, device: tokenIds.device)).any(-1).expand(tokenIds.shape);

    /// <summary>(batch, 1): where the n-th separator of each row stands.</summary>
    private static Tensor NthSeparator(Tensor tokenIds, long separatorId, int n)
    {
        var position = Position(tokenIds);
        var separators = tokenIds.eq(separatorId);
        var enough = separators.sum(1) >= n;
        if (!enough.all().item<bool>())
        {
            var row = enough.to(ScalarType.Int32).argmin(0).item<long>();
            throw new ArgumentException($"Row {row} has {separators[row].sum().item<long>()} separators (id {separatorId}), but the rule needs {n}.", nameof(tokenIds));
        }
        return where(separators & separators.cumsum(1).eq(n), position, 0L).sum(1, keepdim: true);
    }

    private static Tensor Position(Tensor tokenIds) => tokenIds.dim() == 2
        ? arange(tokenIds.shape[1], device: tokenIds.device).unsqueeze(0)
        : throw new ArgumentException($"Token ids must be (batch, length), but they are ({string.Join(", ", tokenIds.shape)}).", nameof(tokenIds));
}
