using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Texts to labels: a tokenizer and a Longformer that tells one label per text. One instance serves all threads, and gives each the same
/// numbers. An empty text is read as the special tokens around it, and gets the label that the model gives those.
/// </summary>
public sealed class TextClassifier : IDisposable
{
    private readonly LongformerForSequenceClassification _model;
    private readonly Device? _device;

    private TextClassifier(RobertaTokenizer tokenizer, LongformerForSequenceClassification model, Device? device) =>
        (Tokenizer, _model, _device) = (tokenizer, model, device);

    /// <summary>The tokenizer.</summary>
    public RobertaTokenizer Tokenizer { get; }

    /// <summary>The labels.</summary>
    public IReadOnlyList<string> Labels => _model.Config.Labels;

    /// <summary>Most tokens of a text, special ones included.</summary>
    public int MaxLength => _model.Config.MaxLength;

    /// <summary>A classifier from a Hugging Face folder: config.json, model.safetensors, and the tokenizer's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <exception cref="Checkpoints.CheckpointException">A file is missing or cannot be used, or the labels exclude not each other.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static TextClassifier FromPretrained(string folder, AttentionPattern pattern, Device? device = null) =>
        Create(folder, () => LongformerForSequenceClassification.FromPretrained(folder, pattern, device), device);

    /// <summary>The same on a pattern that is compiled from the folder's configuration, whatever its windows: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <exception cref="Checkpoints.CheckpointException">A file is missing or cannot be used, or the labels exclude not each other.</exception>
    public static TextClassifier FromPretrained(string folder, Device? device = null) =>
        Create(folder, () => LongformerForSequenceClassification.FromPretrained(folder, device), device);

    private static TextClassifier Create(string folder, Func<LongformerForSequenceClassification> load, Device? device)
    {
        var tokenizer = RobertaTokenizer.FromPretrained(folder);
        var model = load();
        if (model.Config is { Labels.Count: > 1, ProblemType: null or ProblemType.SingleLabelClassification } && model.Config.VocabSize >= tokenizer.VocabularySize)
            return new TextClassifier(tokenizer, model, device);
        var (labels, type, words) = (model.Config.Labels.Count, model.Config.ProblemType, model.Config.VocabSize);
        model.Dispose();
        throw new Checkpoints.CheckpointException(
            $"{folder} is no classifier of texts by one label each: it has {labels} labels, problem type {type?.ToString() ?? "none"}, {words} word embeddings for {tokenizer.VocabularySize} tokens.");
    }

    /// <summary>The label of a text.</summary>
    /// <inheritdoc cref="Classify(IReadOnlyList{string}, int?, int, Action{int}?, CancellationToken)"/>
    public Classification Classify(string text, int? cutAt = null) => Classify([text], cutAt)[0];

    /// <summary>The labels of texts, in their order. Texts of like length are read together.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cutAt">Most tokens to read of a text, special ones included: the rest of it is left out. Null refuses texts over <see cref="MaxLength"/>.</param>
    /// <param name="tokenBudget">Most tokens to read at once, padding included; a longer text is read alone.</param>
    /// <param name="progress">Is told how many more texts are done.</param>
    /// <param name="cancellation">Stops the work before the next text is cut into tokens, or the next batch is read.</param>
    /// <exception cref="ArgumentException">A text is too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public Classification[] Classify(
        IReadOnlyList<string> texts, int? cutAt = null, int tokenBudget = 16384, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var examples = texts.Select(text =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new Example(InputLimits.Cut(Tokenizer.EncodeToIds(text), MaxLength, cutAt));
        }).ToArray();
        var results = new Classification[examples.Length];
        int[] order = [.. Enumerable.Range(0, examples.Length).OrderByDescending(i => examples[i].Ids.Length)];
        for (var done = 0; done < order.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var longest = examples[order[done]].Ids.Length;
            var rows = order.AsSpan(done, Math.Min(order.Length - done, Math.Max(1, tokenBudget / longest))).ToArray();
            var probabilities = Probabilities([.. rows.Select(row => examples[row])]);
            foreach (var (row, values) in rows.Zip(probabilities.Chunk(Labels.Count)))
                results[row] = Result(values, examples[row].Ids.Length);
            done += rows.Length;
            progress?.Invoke(rows.Length);
        }
        return results;
    }

    /// <summary>The label of a text, and what the first token, which is global, reads of its tokens and sentences in one layer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="layer">The layer, from 0; the last when null.</param>
    /// <param name="cutAt">Most tokens to read; see <see cref="Classify(string, int?)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, or no text can be cut there.</exception>
    /// <exception cref="ArgumentException">The text is too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    public Explanation Explain(string text, int? layer = null, int? cutAt = null)
    {
        var layers = _model.Config.NumHiddenLayers;
        if (layer < 0 || layer >= layers)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"The layer must be 0 to {layers - 1}.");
        var shown = layer ?? layers - 1;
        var encoded = Tokenizer.Encode(text);
        var ids = InputLimits.Cut([.. encoded.Ids], MaxLength, cutAt);
        var (probabilities, read) = Inference.Run(_model, () => GlobalAttention.Read(_model, Batch.Create([new Example(ids)], Tokenizer.Special.Pad.Id, _device).InputIds, shown));
        var reading = GlobalReading.Of(text, encoded.Offsets, read);
        return new Explanation
        {
            Text = text,
            Classification = Result(FiniteOutputs.Require(probabilities, _model), ids.Length),
            Labels = Labels,
            Layer = shown,
            Layers = layers,
            Tokens = reading.Tokens,
            Sentences = reading.Sentences,
            SpecialShare = reading.SpecialShare,
            Unread = ids.Length < encoded.Ids.Count ? text.Length - reading.Tokens[^1].Range.End.Value : 0,
        };
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _model.Dispose();

    private double[] Probabilities(Example[] examples) => FiniteOutputs.Require(
        Inference.Run(_model, () =>
        {
            var batch = Batch.Create(examples, Tokenizer.Special.Pad.Id, _device);
            return Softmax.Of(_model.call(new LongformerInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask }, null).Logits);
        }), _model);

    private Classification Result(double[] probabilities, int tokens)
    {
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new Classification(Labels[best], probabilities[best], probabilities, tokens);
    }
}
