using AttentionGen.Kernels;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Which of a text's tokens are global: they read all of it and all of it reads them. LED was trained to summarise with a global first token.
/// Without one each token has heard of its windows alone, nothing ties a long text together, and summaries get much worse, silently.
/// </summary>
public sealed class SummaryGlobals
{
    /// <summary>Names that patterns give the task.</summary>
    private static readonly string[] s_tasks = ["summarization", "summarisation", "summary"];

    private readonly Func<AttentionPattern?, Tensor, int, Tensor?> _mask;

    private SummaryGlobals(Func<AttentionPattern?, Tensor, int, Tensor?> mask) => _mask = mask;

    /// <summary>The rule that the given pattern declares for "summarization" (or "summarisation", or "summary"), else the first token.</summary>
    public static SummaryGlobals Declared { get; } = new((pattern, ids, separator) =>
        s_tasks.Select(task => pattern?.GlobalMask(task, ids, separator)).FirstOrDefault(mask => mask is not null) ?? GlobalRules.First(ids));

    /// <summary>No token. A warning says what it costs: see <see cref="SummaryOptions.OnWarning"/>.</summary>
    public static SummaryGlobals None { get; } = new((_, _, _) => null);

    /// <summary>A rule of the caller's.</summary>
    /// <param name="rule">
    /// (batch, length) int64 token ids, padding behind shorter texts, to a mask of the same shape, other than 0 where a token is global; such as
    /// <c>ids => GlobalRules.First(ids, 3)</c> or <c>pattern.GlobalMaskForMyTask</c>. Padding never is.
    /// </param>
    public static SummaryGlobals Chosen(Func<Tensor, Tensor> rule) => new((_, ids, _) => rule(ids));

    /// <summary>The mask of a batch; null for none.</summary>
    /// <param name="pattern">The pattern that the caller gave with the model.</param>
    /// <param name="ids">(batch, length) int64</param>
    /// <param name="separatorId">The token id of separators.</param>
    internal Tensor? Mask(AttentionPattern? pattern, Tensor ids, int separatorId) => _mask(pattern, ids, separatorId);
}
