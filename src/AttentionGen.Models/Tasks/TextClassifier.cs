using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>Texts to labels: a tokenizer and a Longformer that tells one label per text.</summary>
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
    public int MaxLength => _model.Config.MaxPositionEmbeddings - _model.Config.PadTokenId - 1;

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
    /// <inheritdoc cref="Classify(IReadOnlyList{string}, int?, int, Action{int}?)"/>
    public Classification Classify(string text, int? cutAt = null) => Classify([text], cutAt)[0];

    /// <summary>The labels of texts, in their order. Texts of like length are read together.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cutAt">Most tokens to read of a text, special ones included: the rest of it is left out. Null refuses texts over <see cref="MaxLength"/>.</param>
    /// <param name="tokenBudget">Most tokens to read at once, padding included; a longer text is read alone.</param>
    /// <param name="progress">Is told how many more texts are done.</param>
    /// <exception cref="ArgumentException">A text is too long, or holds half of a surrogate pair.</exception>
    public Classification[] Classify(IReadOnlyList<string> texts, int? cutAt = null, int tokenBudget = 16384, Action<int>? progress = null)
    {
        var examples = texts.Select(text => new Example(Cut(Tokenizer.EncodeToIds(text), cutAt))).ToArray();
        var results = new Classification[examples.Length];
        int[] order = [.. Enumerable.Range(0, examples.Length).OrderByDescending(i => examples[i].Ids.Length)];
        for (var done = 0; done < order.Length;)
        {
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

    /// <summary>The label of a text, and what the first token, which is global, reads of its sentences in the last layer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cutAt">Most tokens to read; see <see cref="Classify(string, int?)"/>.</param>
    /// <returns>The sentences stand in the text's order; those behind a cut are left out.</returns>
    /// <exception cref="ArgumentException">The text is too long, or holds half of a surrogate pair.</exception>
    public (Classification Classification, SentenceReading[] Sentences) Read(string text, int? cutAt = null)
    {
        var encoded = Tokenizer.Encode(text);
        var ids = Cut([.. encoded.Ids], cutAt);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var batch = Batch.Create([new Example(ids)], Tokenizer.Special.Pad.Id, _device);
        using var output = _model.call(new LongformerInput { InputIds = batch.InputIds, Extras = LongformerExtras.Attentions }, null);
        var read = output.Encoder.GlobalAttentions![^1].mean([1]).flatten(); // (1, heads, length, 1) to (length)
        return (Result(Softmax(output.Logits), ids.Length), GlobalReading.Of(text, encoded.Offsets, [.. read.to(ScalarType.Float32).cpu().data<float>()]));
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _model.Dispose();

    private int[] Cut(int[] ids, int? cutAt)
    {
        if (cutAt < 3 || cutAt > MaxLength)
            throw new ArgumentOutOfRangeException(nameof(cutAt), cutAt, $"Texts can be cut at 3 to {MaxLength} tokens.");
        if (ids.Length <= (cutAt ?? MaxLength))
            return ids;
        return cutAt is { } most
            ? [.. ids[..(most - 1)], ids[^1]]
            : throw new ArgumentException($"A text has {ids.Length:N0} tokens, but the model reads at most {MaxLength:N0}. Shorten it, or say where to cut it.");
    }

    private double[] Probabilities(Example[] examples)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var batch = Batch.Create(examples, Tokenizer.Special.Pad.Id, _device);
        return Softmax(_model.call(new LongformerInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask }, null).Logits);
    }

    private static double[] Softmax(Tensor logits) => [.. logits.to(ScalarType.Float64).softmax(-1).cpu().data<double>()];

    private Classification Result(double[] probabilities, int tokens)
    {
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new Classification(Labels[best], probabilities[best], probabilities, tokens);
    }
}
