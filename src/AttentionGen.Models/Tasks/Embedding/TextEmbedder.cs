using AttentionGen.Kernels;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>Texts to vectors, by the encoder of any Longformer folder: the base model's, or that of a model with a head.</summary>
public sealed class TextEmbedder : LongformerTask
{
    private readonly LongformerModel _model;

    private TextEmbedder(RobertaTokenizer tokenizer, LongformerModel model, Device? device)
        : base(tokenizer, model.Config, model, device) => _model = model;

    /// <summary>Length of the vectors: the model's hidden size.</summary>
    public int Size => Config.HiddenSize;

    /// <summary>An embedder from a Hugging Face folder: config.json, the weights, and the tokenizer's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static TextEmbedder FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, pattern, device, dtype);

    /// <summary>The same on a pattern that is compiled from the folder's configuration, whatever its windows: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used.</exception>
    public static TextEmbedder FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) => Create(folder, null, device, dtype);

    private static TextEmbedder Create(string folder, AttentionPattern? pattern, Device? device, ScalarType? dtype)
    {
        var (tokenizer, _) = TaskFolder.Open(folder, architecture: null);
        // Many checkpoints have no pooler, and no vector here needs one.
        var model = LongformerFolder.Load(
            folder, config => new LongformerModel(config, LongformerFolder.PatternOf(config, folder, pattern), pooler: false, initialize: false),
            (model, file) => LongformerFolder.LoadBase(model, file, LongformerFolder.Pooler), device, dtype);
        return new TextEmbedder(tokenizer, model, device);
    }

    /// <summary>The vector of a text.</summary>
    /// <inheritdoc cref="Embed(IReadOnlyList{string}, Pooling, bool, int?, int, Action{int}?, CancellationToken)"/>
    public float[] Embed(string text, Pooling pooling = Pooling.Mean, bool normalize = false, int? cutAt = null) => Embed([text], pooling, normalize, cutAt)[0];

    /// <summary>The vectors of texts, in their order: <see cref="Size"/> numbers each. Texts of like length are read together.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="pooling">How a text's tokens become one vector.</param>
    /// <param name="normalize">Whether vectors shall have the Euclidean length 1: their dot product is then the cosine.</param>
    /// <param name="cutAt">Most tokens to read of a text, special ones included: the rest of it is left out. Null refuses texts over <see cref="TextTask.MaxLength"/>.</param>
    /// <param name="tokenBudget">Most tokens to read at once, padding included; a longer text is read alone.</param>
    /// <param name="progress">Is told how many more texts are done.</param>
    /// <param name="cancellation">Stops the work before the next text is cut into tokens, or the next batch is read.</param>
    /// <exception cref="ArgumentException">A text is too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public float[][] Embed(
        IReadOnlyList<string> texts, Pooling pooling = Pooling.Mean, bool normalize = false, int? cutAt = null, int tokenBudget = LengthBatches.TokenBudget,
        Action<int>? progress = null, CancellationToken cancellation = default) =>
        InBatches(Each(texts, cancellation, text => Ids(text, cutAt)), tokenBudget, progress, cancellation, input => Vectors(input, pooling, normalize));

    private float[][] Vectors(LongformerInput input, Pooling pooling, bool normalize)
    {
        var vectors = pooling == Pooling.Mean
            ? Mean(_model.call(input).LastHidden.to(ScalarType.Float64), input.AttentionMask!)
            : _model.call(input with { GlobalAttentionMask = GlobalRules.First(input.InputIds!) }).LastHidden.select(1, 0).to(ScalarType.Float64); // (batch, hidden)
        if (normalize)
            vectors = nn.functional.normalize(vectors, 2, 1);
        var values = FiniteOutputs.Require([.. vectors.cpu().data<double>()], _model);
        return [.. values.Chunk(Size).Select(vector => vector.Select(value => (float)value).ToArray())];
    }

    /// <summary>(batch, length, hidden) to (batch, hidden), without padding.</summary>
    private static Tensor Mean(Tensor hidden, Tensor mask)
    {
        var real = mask.to(ScalarType.Float64).unsqueeze(-1); // (batch, length, 1)
        return (hidden * real).sum(1) / real.sum(1);
    }
}
