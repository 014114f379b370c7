using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Words, positions and token types to the first hidden states.</summary>
public sealed class LongformerEmbeddings : nn.Module<LongformerInput, Tensor>
{
    private readonly LongformerConfig _config;
    [ComponentName(Name = "word_embeddings")]
    private readonly Embedding _words; // (vocabulary, hidden)
    [ComponentName(Name = "position_embeddings")]
    private readonly Embedding _positions; // (positions, hidden)
    [ComponentName(Name = "token_type_embeddings")]
    private readonly Embedding _types; // (types, hidden)
    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNorm _norm;
    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    /// <summary>Embeddings with fresh weights.</summary>
    public LongformerEmbeddings(LongformerConfig config) : base(nameof(LongformerEmbeddings))
    {
        _config = config;
        // Padding rows are read like any other, but receive no gradient.
        _words = nn.Embedding(config.VocabSize, config.HiddenSize, padding_idx: config.PadTokenId);
        _positions = nn.Embedding(config.MaxPositionEmbeddings, config.HiddenSize, padding_idx: config.PadTokenId);
        _types = nn.Embedding(config.TypeVocabSize, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        _dropout = nn.Dropout(config.HiddenDropoutProb);
        RegisterComponents();
    }

    /// <summary>(vocabulary, hidden): the words' table.</summary>
    public Parameter Words => _words.weight!;

    /// <summary>First hidden states, (batch, length, hidden).</summary>
    public override Tensor forward(LongformerInput input)
    {
        using var scope = NewDisposeScope();
        var table = _words.weight!;
        var (batch, length) = LongformerInputCheck.Shape(input, table);
        var words = input.InputsEmbeds ?? _words.call(LongformerInputCheck.Words(input.InputIds!, _config.VocabSize)); // (batch, length, hidden)
        var positions = input.PositionIds?.to(ScalarType.Int64) ?? PositionIds(input, batch, length, table.device); // (batch, length)
        LongformerInputCheck.Positions(positions, _config);
        var types = input.TokenTypeIds?.to(ScalarType.Int64) ?? zeros(batch, length, dtype: ScalarType.Int64, device: table.device); // (batch, length)
        LongformerInputCheck.Types(types, _config);
        var sum = words + _positions.call(positions) + _types.call(types); // (batch, length, hidden)
        return _dropout.call(_norm.call(sum)).MoveToOuterDisposeScope();
    }

    /// <summary>The padding rows of fresh tables are 0.</summary>
    internal void ZeroPaddingRows()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _words.weight![_config.PadTokenId].zero_();
        _positions.weight![_config.PadTokenId].zero_();
    }

    /// <summary>
    /// (batch, length): real tokens count from padding + 1, padding stays at padding. What is padding follows from the ids,
    /// not from the attention mask; embeddings show no padding, so that every one of them counts.
    /// </summary>
    private Tensor PositionIds(LongformerInput input, long batch, long length, Device device)
    {
        var real = input.InputIds?.ne(_config.PadTokenId).to(ScalarType.Int64) ?? ones(batch, length, dtype: ScalarType.Int64, device: device);
        return (real.cumsum(1) * real) + _config.PadTokenId;
    }
}
