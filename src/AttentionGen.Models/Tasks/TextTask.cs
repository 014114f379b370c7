using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>What all tasks from text have in common: the tokenizer and the model of a folder.</summary>
public abstract class TextTask : IDisposable
{
    private readonly nn.Module _model;
    private readonly int _padId;

    private protected TextTask(RobertaTokenizer tokenizer, int maxLength, int padId, nn.Module model, Device? device) =>
        (Tokenizer, MaxLength, _padId, _model, Device) = (tokenizer, maxLength, padId, model, device);

    /// <summary>The tokenizer.</summary>
    public RobertaTokenizer Tokenizer { get; }

    /// <summary>Most tokens of a text, special ones included.</summary>
    public int MaxLength { get; }

    /// <summary>Where the model is; CPU when null.</summary>
    private protected Device? Device { get; }

    /// <summary>Refuses a text that the model cannot read, without running it: for callers that go on with other texts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cutAt">Most tokens to read of it; null refuses texts over <see cref="MaxLength"/>.</param>
    /// <exception cref="ArgumentException">The text is too long, or holds half of a surrogate pair.</exception>
    public virtual void Check(string text, int? cutAt = null) => Ids(text, cutAt);

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        _model.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The ids of a text that the model reads.</summary>
    private protected int[] Ids(string text, int? cutAt) => InputLimits.Cut(Tokenizer.EncodeToIds(text), MaxLength, cutAt);

    /// <summary>Runs sequences in batches of like length; results stand in the sequences' order.</summary>
    private protected T[] InBatches<T>(IReadOnlyList<int[]> ids, int tokenBudget, Action<int>? progress, CancellationToken cancellation, Func<LongformerInput, T[]> run) =>
        LengthBatches.Run(ids, _padId, Device, tokenBudget, progress, cancellation, input => Inference.Run(_model, () => run(input)));

    /// <summary>Ids of texts, one by one: many texts take a while, and the caller may stop it.</summary>
    private protected static int[][] Each(IReadOnlyList<string> texts, CancellationToken cancellation, Func<string, int[]> ids) => [.. texts.Select(text =>
    {
        cancellation.ThrowIfCancellationRequested();
        return ids(text);
    })];
}
