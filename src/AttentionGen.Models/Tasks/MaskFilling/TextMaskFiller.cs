using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Words for the masks of texts: a tokenizer and a Longformer for masked language modelling. A mask is written by its name, usually
/// <c>&lt;mask></c>; a text may have several, and each is guessed without knowing what stands behind the others. No token is global.
/// </summary>
public sealed class TextMaskFiller : LongformerTask
{
    private readonly LongformerForMaskedLM _model;

    private TextMaskFiller(RobertaTokenizer tokenizer, LongformerForMaskedLM model, Device? device)
        : base(tokenizer, model.Config, model, device) => _model = model;

    /// <summary>A mask filler from a Hugging Face folder: config.json, the weights, and the tokenizer's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used, or the folder holds no masked language model.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static TextMaskFiller FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForMaskedLM.FromPretrained(folder, pattern, device, dtype), device);

    /// <summary>The same on a pattern that is compiled from the folder's configuration, whatever its windows: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used, or the folder holds no masked language model.</exception>
    public static TextMaskFiller FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForMaskedLM.FromPretrained(folder, device, dtype), device);

    private static TextMaskFiller Create(string folder, Func<LongformerForMaskedLM> load, Device? device) =>
        new(TaskFolder.Open(folder, nameof(LongformerForMaskedLM)).Tokenizer, load(), device);

    /// <summary>Refuses a text without a mask, and one that the model cannot read.</summary>
    /// <inheritdoc/>
    public override void Check(string text, int? cutAt = null) => MaskedIds(MaskedText.Read(text, Tokenizer), cutAt);

    /// <summary>What may stand in place of a text's masks.</summary>
    /// <inheritdoc cref="Fill(IReadOnlyList{string}, int, int?, int, Action{int}?, CancellationToken)"/>
    public FilledMask[] Fill(string text, int top = 5, int? cutAt = null) => Fill([text], top, cutAt)[0];

    /// <summary>What may stand in place of texts' masks: an entry for each mask that was read, text by text. Texts of like length are read together.</summary>
    /// <param name="texts">The texts, each with at least one mask.</param>
    /// <param name="top">How many candidates to name for each mask, from 1 to the size of the vocabulary.</param>
    /// <param name="cutAt">Most tokens to read of a text, special ones included: the rest of it, masks included, is left out. Null refuses texts over <see cref="TextTask.MaxLength"/>.</param>
    /// <param name="tokenBudget">Most tokens to read at once, padding included; a longer text is read alone.</param>
    /// <param name="progress">Is told how many more texts are done.</param>
    /// <param name="cancellation">Stops the work before the next text is cut into tokens, or the next batch is read.</param>
    /// <exception cref="ArgumentException">A text is too long, has no mask (before the cut), or holds half of a surrogate pair.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public FilledMask[][] Fill(
        IReadOnlyList<string> texts, int top = 5, int? cutAt = null, int tokenBudget = LengthBatches.TokenBudget, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        if (top < 1 || top > Tokenizer.VocabularySize)
            throw new ArgumentOutOfRangeException(nameof(top), top, $"1 to {Tokenizer.VocabularySize} candidates can be named.");
        var masked = new List<MaskedText>();
        var ids = Each(texts, cancellation, text =>
        {
            masked.Add(MaskedText.Read(text, Tokenizer));
            return MaskedIds(masked[^1], cutAt);
        });
        var candidates = InBatches(ids, tokenBudget, progress, cancellation, input => Candidates(input, top));
        return [.. masked.Zip(candidates, (text, masks) => masks.Select((mask, i) => Result(text, i, mask)).ToArray())];
    }

    /// <summary>For each row of a batch the candidates of each of its masks.</summary>
    private TokenCandidate[][][] Candidates(LongformerInput input, int top)
    {
        // A model may have embeddings without a token: vocabularies are padded to round numbers.
        var named = Math.Min(Config.VocabSize, top + Config.VocabSize - Tokenizer.VocabularySize);
        var masks = _model.Predict(input, Tokenizer.Special.Mask.Id, named).ToLookup(
            mask => mask.Sequence, mask => mask.Candidates.Where(candidate => candidate.TokenId < Tokenizer.VocabularySize).Take(top).ToArray());
        return [.. Enumerable.Range(0, (int)input.InputIds!.shape[0]).Select(row => masks[row].ToArray())];
    }

    private FilledMask Result(MaskedText text, int mask, TokenCandidate[] candidates)
    {
        var (start, end) = (text.Masks[mask].Start.Value, text.Masks[mask].End.Value);
        var around = text.SentenceOf(mask);
        var sentence = text.Text[around];
        var inSentence = (start - around.Start.Value)..(end - around.Start.Value);
        return new FilledMask(text.Masks[mask], [.. candidates.Select(candidate =>
        {
            var token = Tokenizer.Decode([candidate.TokenId]);
            return new MaskCandidate(candidate.TokenId, token, MaskedText.Fill(sentence, inSentence, token), candidate.Probability);
        })]);
    }

    private int[] MaskedIds(MaskedText text, int? cutAt)
    {
        var ids = InputLimits.Cut(text.Ids, MaxLength, cutAt);
        return ids.Contains(Tokenizer.Special.Mask.Id) ? ids
            : throw new ArgumentException($"The first {ids.Length:N0} tokens of the text, where it is cut, hold no {Tokenizer.Special.Mask.Text}. Cut it later, or shorten what stands before.");
    }
}
