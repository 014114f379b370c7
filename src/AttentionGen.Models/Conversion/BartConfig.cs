using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Conversion;

/// <summary>What a conversion needs of a BART's config.json. Missing values have Hugging Face's defaults.</summary>
internal sealed record BartConfig
{
    /// <summary>Position rows before the first token's, which no token has.</summary>
    public const int Offset = 2;

    /// <summary>The class of a classifier; its number of labels has another default than a LED's.</summary>
    public const string Classifier = Bart + "ForSequenceClassification";

    private const string Bart = "Bart", Led = "LED", Generator = Bart + "ForConditionalGeneration", Answerer = Bart + "ForQuestionAnswering";

    /// <summary>Settings of BART's relatives, whose layers a LED has not; each with the value that is BART's.</summary>
    private static readonly (string Key, bool Needed, string Why)[] s_flags =
    [
        ("scale_embedding", false, "a LED never scales its embeddings"),
        ("normalize_before", false, "a LED's norms stand behind its layers"),
        ("add_final_layer_norm", false, "a LED has no norm behind its last layer"),
        ("normalize_embedding", true, "a LED has a norm behind its embeddings"),
        ("do_blenderbot_90_layernorm", false, "a LED's norm stands behind the sum of words and positions"),
        ("static_position_embeddings", false, "a LED's positions are learned"),
        ("is_encoder_decoder", true, "a LED has both"),
    ];

    public required int EncoderLayers { get; init; }

    public required int DecoderLayers { get; init; }

    public required int Width { get; init; }

    public required int EncoderFeedForward { get; init; }

    public required int DecoderFeedForward { get; init; }

    public required int VocabSize { get; init; }

    /// <summary>Tokens that encoder and decoder read at most.</summary>
    public required int Length { get; init; }

    public required int BosTokenId { get; init; }

    /// <summary>How many labels a classifier tells apart.</summary>
    public required int Labels { get; init; }

    /// <summary>The source's class; null where it is not named.</summary>
    public required string? Architecture { get; init; }

    /// <summary>The whole file.</summary>
    public required string Text { get; init; }

    /// <summary>The new model's class; null where the source's is not named.</summary>
    public string? LedArchitecture => Architecture is null ? null : Led + Architecture[Bart.Length..];

    /// <summary>Reads the file.</summary>
    /// <exception cref="CheckpointException">It is no BART's, or of one that no LED computes.</exception>
    public static BartConfig Read(string path)
    {
        using var file = ConfigFile.Open(path);
        if (file.Word("model_type", "", "bart").Length == 0)
            throw file.Refuse("model_type", "missing", "\"bart\"");
        file.Word("position_embedding_type", "absolute", "absolute");
        foreach (var (key, needed, why) in s_flags)
        {
            if (file.Flag(key, needed) != needed)
                throw file.Refuse(key, needed ? "false" : "true", $"{(needed ? "true" : "false")}: {why}");
        }
        if (file.Whole("extra_pos_embeddings", Offset, 0) is not Offset and var offset)
            throw file.Refuse("extra_pos_embeddings", $"{offset}", $"{Offset}: BART's position tables have as many rows before the first token's");
        return new BartConfig
        {
            EncoderLayers = file.Whole("encoder_layers", 12, 1),
            DecoderLayers = file.Whole("decoder_layers", 12, 1),
            Width = file.Whole("d_model", 1024, 1),
            EncoderFeedForward = file.Whole("encoder_ffn_dim", 4096, 1),
            DecoderFeedForward = file.Whole("decoder_ffn_dim", 4096, 1),
            VocabSize = file.Whole("vocab_size", 50265, 1),
            Length = file.Whole("max_position_embeddings", 1024, 1),
            BosTokenId = file.Whole("bos_token_id", 0, 0),
            Labels = file.Texts("id2label")?.Length ?? file.Whole("num_labels", 3, 1),
            Architecture = file.OneWordOrNull("architectures", Bart + "Model", Generator, Classifier, Answerer),
            Text = file.Text,
        };
    }

    /// <summary>Whether the class is known to have a head: then every tensor has its place.</summary>
    public bool HasHead => Architecture is Generator or Classifier or Answerer;

    /// <summary>Whether the class writes, with a bias on the logits.</summary>
    public bool HasLogitsBias => Architecture == Generator;

    /// <summary>Names and shapes of the head that the class has beside the words' table and its bias, which not every checkpoint has.</summary>
    public IEnumerable<(string Name, long[] Shape)> Head() => Architecture switch
    {
        Classifier => [.. TensorShapes.Linear("classification_head.dense", Width, Width), .. TensorShapes.Linear("classification_head.out_proj", Width, Labels)],
        Answerer => TensorShapes.Linear("qa_outputs", Width, 2),
        _ => [],
    };
}
