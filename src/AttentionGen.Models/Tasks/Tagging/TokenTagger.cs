using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// A label for each word of a text: names, parts of speech, phrases. A word is a run of letters and digits, or of anything else but white
/// space; its label is that of its first token. Words are put together by labels B-x (begins an x), I-x (goes on with it) and O (outside);
/// with other labels, neighbours of the same label are. No token is global.
/// </summary>
public sealed class TokenTagger : LongformerTask
{
    private readonly LongformerForTokenClassification _model;

    private TokenTagger(RobertaTokenizer tokenizer, LongformerForTokenClassification model, Device? device)
        : base(tokenizer, model.Config, model, device) => _model = model;

    /// <summary>The labels.</summary>
    public IReadOnlyList<string> Labels => Config.Labels;

    /// <summary>A tagger from a Hugging Face folder: config.json, the weights, and the tokenizer's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used, or the folder holds no classifier of tokens.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static TokenTagger FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForTokenClassification.FromPretrained(folder, pattern, device, dtype), device);

    /// <summary>The same on a pattern that is compiled from the folder's configuration, whatever its windows: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="CheckpointException">A file is missing or cannot be used, or the folder holds no classifier of tokens.</exception>
    public static TokenTagger FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForTokenClassification.FromPretrained(folder, device, dtype), device);

    private static TokenTagger Create(string folder, Func<LongformerForTokenClassification> load, Device? device) =>
        new(TaskFolder.Open(folder, nameof(LongformerForTokenClassification)).Tokenizer, load(), device);

    /// <summary>The labels of a text's words.</summary>
    /// <inheritdoc cref="Tag(IReadOnlyList{string}, int?, int, Action{int}?, CancellationToken)"/>
    public TaggedText Tag(string text, int? cutAt = null) => Tag([text], cutAt)[0];

    /// <summary>The labels of texts' words; the texts keep their order, and those of like length are read together.</summary>
    /// <inheritdoc cref="TextClassifier.Classify(IReadOnlyList{string}, int?, int, Action{int}?, double, CancellationToken)"/>
    public TaggedText[] Tag(
        IReadOnlyList<string> texts, int? cutAt = null, int tokenBudget = LengthBatches.TokenBudget, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var ids = Each(texts, cancellation, text => Ids(text, cutAt));
        var best = InBatches(ids, tokenBudget, progress, cancellation, Best);
        return [.. texts.Select((text, i) =>
        {
            var words = WordsOf(text, ids[i].Length, best[i]);
            return new TaggedText(words, Entities.Of(words), ids[i].Length);
        })];
    }

    /// <summary>The most probable label of each token, and its probability.</summary>
    private (int Label, double Probability)[][] Best(LongformerInput input)
    {
        var probabilities = _model.call(input, null).Logits.to(ScalarType.Float64).softmax(-1); // (batch, length, labels)
        var (most, labels) = probabilities.max(-1); // (batch, length) each
        double[] values = FiniteOutputs.Require([.. most.cpu().data<double>()], _model);
        long[] names = [.. labels.cpu().data<long>()];
        return [.. values.Zip(names, (value, name) => ((int)name, value)).Chunk((int)most.shape[1])];
    }

    /// <summary>Gives each word the label of the first token that is in it.</summary>
    private TaggedWord[] WordsOf(string text, int read, (int Label, double Probability)[] best)
    {
        var offsets = Tokenizer.Encode(text).Offsets;
        var words = new List<TaggedWord>();
        var token = 1; // the first and the last are special
        foreach (var word in Words.Of(text))
        {
            while (token < read - 1 && offsets[token].End <= word.Start.Value)
                token++;
            if (token >= read - 1)
                break;
            words.Add(new(word, Labels[best[token].Label], best[token].Probability));
        }
        return [.. words];
    }
}
