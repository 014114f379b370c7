using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Texts to labels or numbers: a tokenizer and a Longformer for sequence classification. What the model's outputs mean is
/// <see cref="Problem"/>: one label per text or any number of them (<see cref="Classify(string, int?)"/>), or numbers (<see cref="Score(string, int?)"/>).
/// One instance serves all threads, and gives each the same numbers. An empty text is read as the special tokens around it, and gets the
/// label that the model gives those.
/// </summary>
public sealed class TextClassifier : LongformerTask
{
    private readonly LongformerForSequenceClassification _model;

    private TextClassifier(RobertaTokenizer tokenizer, LongformerForSequenceClassification model, Device? device)
        : base(tokenizer, model.Config, model, device) => _model = model;

    /// <summary>The labels; of a regression, the names of its numbers.</summary>
    public IReadOnlyList<string> Labels => Config.Labels;

    /// <summary>What the outputs mean: the configuration's problem_type; without one, a single output is a number and several exclude each other.</summary>
    public ProblemType Problem => Config.ProblemType ?? (Labels.Count == 1 ? ProblemType.Regression : ProblemType.SingleLabelClassification);

    /// <summary>A classifier from a Hugging Face folder: config.json, the weights, and the tokenizer's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used, or the folder holds no classifier of sequences.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static TextClassifier FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForSequenceClassification.FromPretrained(folder, pattern, device, dtype), device);

    /// <summary>The same on a pattern that is compiled from the folder's configuration, whatever its windows: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used, or the folder holds no classifier of sequences.</exception>
    public static TextClassifier FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForSequenceClassification.FromPretrained(folder, device, dtype), device);

    private static TextClassifier Create(string folder, Func<LongformerForSequenceClassification> load, Device? device)
    {
        var (tokenizer, config) = TaskFolder.Open(folder, nameof(LongformerForSequenceClassification));
        if (config is { Labels.Count: 1, ProblemType: ProblemType.SingleLabelClassification })
            throw new CheckpointException($"{folder}: problem_type is single_label_classification, but there is one label, \"{config.Labels[0]}\", which every text would have. Name at least two in id2label, or another problem type.");
        return new TextClassifier(tokenizer, load(), device);
    }

    /// <summary>The label of a text, or its labels.</summary>
    /// <inheritdoc cref="Classify(IReadOnlyList{string}, int?, int, Action{int}?, double, CancellationToken)"/>
    public Classification Classify(string text, int? cutAt = null) => Classify([text], cutAt)[0];

    /// <summary>The labels of texts, in their order. Texts of like length are read together.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cutAt">Most tokens to read of a text, special ones included: the rest of it is left out. Null refuses texts over <see cref="TextTask.MaxLength"/>.</param>
    /// <param name="tokenBudget">Most tokens to read at once, padding included; a longer text is read alone.</param>
    /// <param name="progress">Is told how many more texts are done.</param>
    /// <param name="threshold">Least probability of a label that a text has, where it may have several.</param>
    /// <param name="cancellation">Stops the work before the next text is cut into tokens, or the next batch is read.</param>
    /// <exception cref="ArgumentException">A text is too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="InvalidOperationException">The model gives numbers.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public Classification[] Classify(
        IReadOnlyList<string> texts, int? cutAt = null, int tokenBudget = LengthBatches.TokenBudget, Action<int>? progress = null, double threshold = 0.5,
        CancellationToken cancellation = default)
    {
        RequireLabels();
        var ids = Each(texts, cancellation, text => Ids(text, cutAt));
        var rows = InBatches(ids, tokenBudget, progress, cancellation, Probabilities);
        return [.. rows.Zip(ids, (row, text) => Result(row, text.Length, threshold))];
    }

    /// <summary>The numbers of a text.</summary>
    /// <inheritdoc cref="Score(IReadOnlyList{string}, int?, int, Action{int}?, CancellationToken)"/>
    public double[] Score(string text, int? cutAt = null) => Score([text], cutAt)[0];

    /// <summary>The numbers that a regression gives texts, in their order: one per text for each of <see cref="Labels"/>.</summary>
    /// <inheritdoc cref="Classify(IReadOnlyList{string}, int?, int, Action{int}?, double, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The model gives labels.</exception>
    public double[][] Score(
        IReadOnlyList<string> texts, int? cutAt = null, int tokenBudget = LengthBatches.TokenBudget, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        if (Problem != ProblemType.Regression)
            throw new InvalidOperationException($"The model tells {string.Join(", ", Labels)} apart and gives no numbers. Call {nameof(Classify)}.");
        return InBatches(Each(texts, cancellation, text => Ids(text, cutAt)), tokenBudget, progress, cancellation, input =>
            Rows(_model.call(input, null).Logits.to(ScalarType.Float64)));
    }

    /// <summary>The label of a text, and what the first token, which is global, reads of its tokens and sentences in one layer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="layer">The layer, from 0; the last when null.</param>
    /// <param name="cutAt">Most tokens to read; see <see cref="Classify(string, int?)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, or no text can be cut there.</exception>
    /// <exception cref="ArgumentException">The text is too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="InvalidOperationException">The model gives numbers.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    public Explanation Explain(string text, int? layer = null, int? cutAt = null)
    {
        RequireLabels();
        var layers = Config.NumHiddenLayers;
        if (layer < 0 || layer >= layers)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"The layer must be 0 to {layers - 1}.");
        var shown = layer ?? layers - 1;
        var encoded = Tokenizer.Encode(text);
        var ids = InputLimits.Cut([.. encoded.Ids], MaxLength, cutAt);
        var (probabilities, read) = Inference.Run(_model, () =>
        {
            var (logits, read) = GlobalAttention.Read(_model, Batch.Create([new Example(ids)], Config.PadTokenId, Device).InputIds, shown);
            return (Probabilities(logits)[0], read);
        });
        var reading = GlobalReading.Of(text, encoded.Offsets, read);
        return new Explanation
        {
            Text = text,
            Classification = Result(probabilities, ids.Length),
            Labels = Labels,
            Layer = shown,
            Layers = layers,
            Tokens = reading.Tokens,
            Sentences = reading.Sentences,
            SpecialShare = reading.SpecialShare,
            Unread = ids.Length < encoded.Ids.Count ? text.Length - reading.Tokens[^1].Range.End.Value : 0,
        };
    }

    private void RequireLabels()
    {
        if (Problem == ProblemType.Regression)
            throw new InvalidOperationException($"The model is a regression: it gives {string.Join(", ", Labels)} as numbers and tells no labels apart. Call {nameof(Score)}.");
    }

    private double[][] Probabilities(LongformerInput input) => Probabilities(_model.call(input, null).Logits);

    /// <summary>Labels that exclude each other share one probability, others have one each.</summary>
    private double[][] Probabilities(Tensor logits)
    {
        var precise = logits.to(ScalarType.Float64); // (batch, labels)
        return Rows(Problem == ProblemType.MultiLabelClassification ? precise.sigmoid() : precise.softmax(-1));
    }

    private double[][] Rows(Tensor values) => [.. FiniteOutputs.Require([.. values.cpu().data<double>()], _model).Chunk(Labels.Count)];

    private Classification Result(double[] probabilities, int tokens, double threshold = 0.5)
    {
        var best = Array.IndexOf(probabilities, probabilities.Max());
        var result = new Classification(Labels[best], probabilities[best], probabilities, tokens);
        return Problem == ProblemType.MultiLabelClassification ? result with { Labels = [.. Labels.Where((_, label) => probabilities[label] >= threshold)] } : result;
    }
}
