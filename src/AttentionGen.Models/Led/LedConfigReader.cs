using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Models.Led;

/// <summary>config.json to <see cref="LedConfig"/>.</summary>
internal static class LedConfigReader
{
    public static LedConfig Read(string path)
    {
        using var file = ConfigFile.Open(path);
        return Read(file);
    }

    public static LedConfig Read(ConfigFile file)
    {
        var d = new LedConfig();
        file.Word("model_type", "led", "led");
        // The decoder's output table is the word embeddings here, as in all published checkpoints.
        if (!file.Flag("tie_word_embeddings", true))
            throw file.Refuse("tie_word_embeddings", "false", "true: the output layer is always the word embeddings here");
        var layers = file.Whole("encoder_layers", d.EncoderLayers, 1);
        var config = d with
        {
            VocabSize = file.Whole("vocab_size", d.VocabSize, 1),
            MaxEncoderPositions = file.Whole("max_encoder_position_embeddings", d.MaxEncoderPositions, 1),
            MaxDecoderPositions = file.Whole("max_decoder_position_embeddings", d.MaxDecoderPositions, 1),
            HiddenSize = file.Whole("d_model", d.HiddenSize, 1),
            EncoderLayers = layers,
            EncoderHeads = file.Whole("encoder_attention_heads", d.EncoderHeads, 1),
            EncoderIntermediateSize = file.Whole("encoder_ffn_dim", d.EncoderIntermediateSize, 1),
            DecoderLayers = file.Whole("decoder_layers", d.DecoderLayers, 1),
            DecoderHeads = file.Whole("decoder_attention_heads", d.DecoderHeads, 1),
            DecoderIntermediateSize = file.Whole("decoder_ffn_dim", d.DecoderIntermediateSize, 1),
            ActivationFunction = file.Word("activation_function", d.ActivationFunction, Activations.Known),
            Dropout = Share("dropout", d.Dropout),
            AttentionDropout = Share("attention_dropout", d.AttentionDropout),
            ActivationDropout = Share("activation_dropout", d.ActivationDropout),
            ClassifierDropout = Share("classifier_dropout", d.ClassifierDropout),
            EncoderLayerDrop = Share("encoder_layerdrop", d.EncoderLayerDrop),
            DecoderLayerDrop = Share("decoder_layerdrop", d.DecoderLayerDrop),
            InitStd = file.Number("init_std", d.InitStd, 0, double.MaxValue),
            PadTokenId = file.Whole("pad_token_id", d.PadTokenId, 0),
            EosTokenId = file.Whole("eos_token_id", d.EosTokenId, 0),
            DecoderStartTokenId = file.Whole("decoder_start_token_id", d.DecoderStartTokenId, 0),
            AttentionWindow = file.WholeOrList("attention_window", 512, layers, w => w > 0 && w % 2 == 0, "an even number above 0 (the full window)"),
            Labels = file.Texts("id2label") ?? [.. Enumerable.Range(0, file.Whole("num_labels", d.Labels.Count, 1)).Select(id => $"LABEL_{id}")],
            ProblemType = ProblemTypes.Parse(file.WordOrNull("problem_type", ProblemTypes.Names)),
            Source = file.Text,
        };
        foreach (var (key, heads) in new[] { ("encoder_attention_heads", config.EncoderHeads), ("decoder_attention_heads", config.DecoderHeads) })
        {
            if (config.HiddenSize % heads != 0)
                throw file.Refuse("d_model", $"{config.HiddenSize}", $"a multiple of {key} ({heads})");
        }
        foreach (var (key, id) in new[] { ("pad_token_id", config.PadTokenId), ("eos_token_id", config.EosTokenId), ("decoder_start_token_id", config.DecoderStartTokenId) })
        {
            if (id >= config.VocabSize)
                throw file.Refuse(key, $"{id}", $"below vocab_size ({config.VocabSize})");
        }
        return config;

        double Share(string key, double missing) => file.Number(key, missing, 0, 1);
    }
}
