using System.Diagnostics;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Long texts to short ones: a tokenizer and an LED for conditional generation. The first token is global unless the pattern declares, or the
/// caller says, another rule: see <see cref="SummaryGlobals"/>. One instance serves all threads. An empty text is refused.
/// </summary>
public sealed class TextSummarizer : TextTask
{
    private const string Architecture = "LEDForConditionalGeneration";

    private const string NoGlobals =
        "No token is global: each token then has heard of its windows alone, nothing carries what is read through the whole text, and LED, which was trained " +
        "with a global first token, summarises long texts much worse.";

    private readonly LedForConditionalGeneration _model;
    private readonly AttentionPattern? _pattern;

    private TextSummarizer(RobertaTokenizer tokenizer, GenerationConfig generation, LedForConditionalGeneration model, AttentionPattern? pattern, Device? device)
        : base(tokenizer, model.Config.MaxEncoderPositions, model.Config.PadTokenId, model, device) =>
        (Generation, _model, _pattern) = (generation, model, pattern);

    /// <summary>The model's sizes and settings.</summary>
    public LedConfig Config => _model.Config;

    /// <summary>
    /// How summaries are written where the caller says nothing: the folder's generation_config.json, else config.json. Where these name no
    /// length, summaries have 256 tokens at most, or as many as the decoder has positions.
    /// </summary>
    public GenerationConfig Generation { get; }

    /// <summary>A summariser from a Hugging Face folder: config.json, generation_config.json where there is one, the weights, and the tokenizer's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom in the encoder; it must agree with the configuration. Compiled from that when null.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used, or the folder holds no LED for conditional generation.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static TextSummarizer FromPretrained(string folder, AttentionPattern? pattern = null, Device? device = null, ScalarType? dtype = null)
    {
        var (tokenizer, config) = TaskFolder.OpenLed(folder, Architecture);
        var generation = SummarySettings.Read(folder, config);
        return new TextSummarizer(tokenizer, generation, LedForConditionalGeneration.FromPretrained(folder, pattern, device, dtype), pattern, device);
    }

    /// <summary>The summary of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How to summarise it.</param>
    /// <param name="onText">
    /// Is told each piece of the summary as soon as it is decided, on the calling thread; together they are its text. Not with beams, nor with
    /// several summaries.
    /// </param>
    /// <param name="cancellation">Stops the work before the text is read, or before the next token.</param>
    /// <inheritdoc cref="Summarize(IReadOnlyList{string}, SummaryOptions?, Action{int}?, CancellationToken)"/>
    public Summary Summarize(string text, SummaryOptions? options = null, Action<string>? onText = null, CancellationToken cancellation = default) =>
        Summarize([text], options ?? new(), onText, null, cancellation)[0];

    /// <summary>
    /// The summaries of texts, in their order. Texts of like length are read together. Those of greedy and of beam search are each text's alone
    /// but for rounding; a seed repeats the samples of a call.
    /// </summary>
    /// <param name="texts">The texts.</param>
    /// <param name="options">How to summarise them.</param>
    /// <param name="progress">Is told how many more texts are done.</param>
    /// <param name="cancellation">Stops the work before the next text is cut into tokens, the next batch is read, or the next token is written.</param>
    /// <exception cref="ArgumentException">
    /// Settings contradict each other or the model; a text is empty, too long, or holds half of a surrogate pair; or the rule's mask does not fit.
    /// </exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    /// <exception cref="InvalidOperationException">The settings forbid every token at some place, or a sound model computes NaN.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public Summary[] Summarize(
        IReadOnlyList<string> texts, SummaryOptions? options = null, Action<int>? progress = null, CancellationToken cancellation = default) =>
        Summarize(texts, options ?? new(), null, progress, cancellation);

    /// <summary>Refuses a text that is empty or that the model cannot read, without running it.</summary>
    /// <inheritdoc/>
    public override void Check(string text, int? cutAt = null) => Read(text, cutAt);

    /// <summary>Refuses settings that contradict each other or the model, without running it: <see cref="Summarize(string, SummaryOptions?, Action{string}?, CancellationToken)"/> does so first.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="streaming">Whether the text shall be shown while it is written.</param>
    /// <exception cref="ArgumentException">They do; setting, value and way out are named.</exception>
    public void CheckSettings(SummaryOptions options, bool streaming = false) =>
        SummarySettings.Check(options.Generation ?? Generation, Config, Writing(streaming ? _ => { } : null));

    private Summary[] Summarize(IReadOnlyList<string> texts, SummaryOptions options, Action<string>? onText, Action<int>? progress, CancellationToken cancellation)
    {
        var settings = options.Generation ?? Generation;
        settings = settings with { DecoderStartTokenId = settings.DecoderStartTokenId ?? Config.DecoderStartTokenId };
        var writing = Writing(onText);
        SummarySettings.Check(settings, Config, writing);
        var warned = false;
        if (options.Globals == SummaryGlobals.None)
            Warn();
        var unread = new List<int>();
        var ids = Each(texts, cancellation, text =>
        {
            var (read, rest) = Read(text, options.CutAt);
            unread.Add(rest);
            return read;
        });
        var written = InBatches(ids, options.TokenBudget, progress, cancellation, input =>
        {
            var globals = options.Globals.Mask(_pattern, input.InputIds!, Tokenizer.Special.Eos.Id);
            if (globals is null || !globals.ne(0).any(-1).all().item<bool>())
                Warn();
            return Write(input, globals, settings, writing, cancellation);
        });
        return [.. written.Select((all, i) => new Summary(all[0].Text, all, ids[i].Length, unread[i]))];

        void Warn()
        {
            if (!warned)
                (options.OnWarning ?? (message => Trace.TraceWarning(message)))(NoGlobals);
            warned = true;
        }
    }

    private (int[] Ids, int Unread) Read(string text, int? cutAt)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ArgumentException("A text is empty: there is nothing to summarise. Give one with words in it.");
        var all = Tokenizer.EncodeToIds(text);
        var ids = InputLimits.Cut(all, MaxLength, cutAt);
        return (ids, all.Length - ids.Length);
    }

    /// <summary>For each row of a batch all its summaries.</summary>
    private WrittenSummary[][] Write(LongformerInput input, Tensor? globals, GenerationConfig settings, GenerationOptions writing, CancellationToken cancellation)
    {
        using var decoder = _model.StartDecoding(new LedInput { InputIds = input.InputIds, AttentionMask = input.AttentionMask, GlobalAttentionMask = globals });
        try
        {
            return [.. TextGenerator.Generate(decoder, settings, writing, cancellation)
                .Select(sequence => new WrittenSummary(sequence.Text!, sequence.Ids.Count - sequence.StartLength, sequence.Score, sequence.Reason))
                .Chunk(settings.NumReturnSequences)];
        }
        catch (InvalidOperationException e) when (FiniteOutputs.DamageOf(_model) is { } damage)
        {
            throw new NotFiniteNumberException(damage, e);
        }
    }

    private GenerationOptions Writing(Action<string>? onText) => new()
    {
        // A model may have embeddings without a token: vocabularies are padded to round numbers.
        Decode = ids => Tokenizer.Decode(ids.Where(id => id < Tokenizer.VocabularySize), skipSpecialTokens: true),
        OnToken = onText is null ? null : token =>
        {
            if (token.Text.Length > 0)
                onText(token.Text);
        },
    };
}
