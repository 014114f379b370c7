using AttentionGen;
using AttentionGen.Models.Longformer;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlobalToken;

/// <summary>A Longformer whose last token names the key: unlike a classifier's first token, it is not global itself.</summary>
internal sealed class KeyReader : nn.Module<LongformerInput, Tensor>
{
    private readonly LongformerModel _longformer;
    private readonly Linear _head;

    /// <summary>A model with fresh weights.</summary>
    /// <param name="pattern">Who reads whom, of one window.</param>
    /// <param name="sharedProjections">Whether global tokens ask, and are answered, with the projections of all tokens.</param>
    public KeyReader(AttentionPattern pattern, bool sharedProjections) : base(nameof(KeyReader))
    {
        var card = pattern.Card;
        _longformer = new LongformerModel(new LongformerConfig
        {
            VocabSize = KeyTask.Vocabulary,
            HiddenSize = card.Heads * card.HeadSize,
            NumHiddenLayers = card.Layers,
            NumAttentionHeads = card.Heads,
            IntermediateSize = 2 * card.Heads * card.HeadSize,
            MaxPositionEmbeddings = KeyTask.Length + KeyTask.Padding + 1,
            PadTokenId = KeyTask.Padding,
            HiddenDropoutProb = 0,
            AttentionProbsDropoutProb = 0,
            InitializerRange = 0.1, // the usual 0.02 is meant for wider models
            AttentionWindow = [2 * card.Bands[0][0]!.Value.Before],
        }, pattern, pooler: false);
        if (sharedProjections)
            Share();
        _head = nn.Linear(card.Heads * card.HeadSize, KeyTask.Keys);
        RegisterComponents();
    }

    /// <summary>(vocabulary, hidden): the words' table.</summary>
    public Tensor Words => _longformer.Embeddings.Words;

    /// <summary>What training changes. Shared projections have two names, but are trained once.</summary>
    public IEnumerable<Parameter> Trained => parameters().DistinctBy(p => p.Handle);

    /// <summary>Scores of the keys, (batch, keys), read from the last token.</summary>
    public override Tensor forward(LongformerInput input)
    {
        using var scope = NewDisposeScope();
        var hidden = _longformer.call(input).LastHidden; // (batch, length, hidden)
        return _head.call(hidden[.., -1]).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// A Longformer's checkpoint has global projections in any case, so its patterns must have them too. Sharing is the same parameter in
    /// both places; patterns of other models say <c>[GlobalAttention(Projections = GlobalProjections.Shared)]</c>.
    /// </summary>
    private void Share()
    {
        foreach (var layer in _longformer.Encoder.Layers)
        {
            var projections = layer.Attention.Self.named_children().ToDictionary(child => child.name, child => (Linear)child.module);
            foreach (var name in (string[])["query", "key", "value"])
            {
                var (local, global) = (projections[name], projections[name + "_global"]);
                (global.weight, global.bias) = (local.weight, local.bias);
            }
        }
    }
}
