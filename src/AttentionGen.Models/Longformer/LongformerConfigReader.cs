using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Longformer;

/// <summary>config.json to <see cref="LongformerConfig"/>.</summary>
internal static class LongformerConfigReader
{
    public static LongformerConfig Read(string path)
    {
        using var file = ConfigFile.Open(path);
        var d = new LongformerConfig();
        file.Word("model_type", "longformer", "longformer");
        file.Word("position_embedding_type", "absolute", "absolute");
        var layers = file.Whole("num_hidden_layers", d.NumHiddenLayers, 1);
        var config = d with
        {
            VocabSize = file.Whole("vocab_size", d.VocabSize, 1),
            HiddenSize = file.Whole("hidden_size", d.HiddenSize, 1),
            NumHiddenLayers = layers,
            NumAttentionHeads = file.Whole("num_attention_heads", d.NumAttentionHeads, 1),
            IntermediateSize = file.Whole("intermediate_size", d.IntermediateSize, 1),
            HiddenAct = file.Word("hidden_act", d.HiddenAct, Activations.Known),
            HiddenDropoutProb = file.Number("hidden_dropout_prob", d.HiddenDropoutProb, 0, 1),
            AttentionProbsDropoutProb = file.Number("attention_probs_dropout_prob", d.AttentionProbsDropoutProb, 0, 1),
            MaxPositionEmbeddings = file.Whole("max_position_embeddings", d.MaxPositionEmbeddings, 1),
            TypeVocabSize = file.Whole("type_vocab_size", d.TypeVocabSize, 1),
            InitializerRange = file.Number("initializer_range", d.InitializerRange, 0, double.MaxValue),
            LayerNormEps = file.Number("layer_norm_eps", d.LayerNormEps, 0, double.MaxValue),
            PadTokenId = file.Whole("pad_token_id", d.PadTokenId, 0),
            SepTokenId = file.Whole("sep_token_id", d.SepTokenId, 0),
            AttentionWindow = file.WholeOrList("attention_window", 512, layers, w => w > 0 && w % 2 == 0, "an even number above 0 (the full window)"),
            Labels = file.Texts("id2label") ?? [.. Enumerable.Range(0, file.Whole("num_labels", d.Labels.Count, 1)).Select(id => $"LABEL_{id}")],
            ProblemType = ProblemTypes.Parse(file.WordOrNull("problem_type", ProblemTypes.Names)),
            TieWordEmbeddings = file.Flag("tie_word_embeddings", d.TieWordEmbeddings),
            Source = file.Text,
        };
        if (config.HiddenSize % config.NumAttentionHeads != 0)
            throw file.Refuse("hidden_size", $"{config.HiddenSize}", $"a multiple of num_attention_heads ({config.NumAttentionHeads})");
        if (config.PadTokenId >= config.VocabSize || config.PadTokenId + 1 >= config.MaxPositionEmbeddings)
            throw file.Refuse("pad_token_id", $"{config.PadTokenId}", $"below vocab_size ({config.VocabSize}) and max_position_embeddings - 1 ({config.MaxPositionEmbeddings - 1})");
        return config;
    }
}
