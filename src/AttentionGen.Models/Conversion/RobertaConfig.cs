using System.Text.Json;
using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Conversion;

/// <summary>What a conversion needs of a RoBERTa's config.json. Missing values have Hugging Face's defaults.</summary>
internal sealed record RobertaConfig
{
    private const string Roberta = "Roberta", Longformer = "Longformer";

    private static readonly string[] s_architectures =
        ["Model", "ForMaskedLM", "ForSequenceClassification", "ForTokenClassification", "ForQuestionAnswering", "ForMultipleChoice"];

    /// <summary>What RoBERTa's configuration has and Longformer's has not.</summary>
    private static readonly string[] s_dropped = ["position_embedding_type", "use_cache", "classifier_dropout", "is_decoder", "add_cross_attention"];

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public required int Layers { get; init; }

    public required int HiddenSize { get; init; }

    public required int IntermediateSize { get; init; }

    public required int VocabSize { get; init; }

    public required int TypeVocabSize { get; init; }

    /// <summary>Rows of the position table.</summary>
    public required int Positions { get; init; }

    public required int PadTokenId { get; init; }

    public required int EosTokenId { get; init; }

    /// <summary>The source's class; null where it is not named.</summary>
    public required string? Architecture { get; init; }

    /// <summary>The whole file.</summary>
    public required string Text { get; init; }

    /// <summary>Position rows that no token of a text has: those up to the padding's.</summary>
    public int Reserved => PadTokenId + 1;

    /// <summary>Tokens that the source reads at most.</summary>
    public int Length => Positions - Reserved;

    /// <summary>The new model's class; null where the source's is not named.</summary>
    public string? LongformerArchitecture => Architecture is null ? null : Longformer + Architecture[Roberta.Length..];

    /// <summary>Reads the file.</summary>
    /// <exception cref="CheckpointException">It is no RoBERTa's, or of one that no Longformer computes.</exception>
    public static RobertaConfig Read(string path)
    {
        using var file = ConfigFile.Open(path);
        if (file.Word("model_type", "", "roberta").Length == 0)
            throw file.Refuse("model_type", "missing", "\"roberta\"");
        file.Word("position_embedding_type", "absolute", "absolute");
        if (file.Flag("is_decoder", false))
            throw file.Refuse("is_decoder", "true", "false: a decoder reads to one side only, a Longformer to both");
        var heads = file.Whole("num_attention_heads", 12, 1);
        var config = new RobertaConfig
        {
            Layers = file.Whole("num_hidden_layers", 12, 1),
            HiddenSize = file.Whole("hidden_size", 768, 1),
            IntermediateSize = file.Whole("intermediate_size", 3072, 1),
            VocabSize = file.Whole("vocab_size", 50265, 1),
            TypeVocabSize = file.Whole("type_vocab_size", 2, 1),
            Positions = file.Whole("max_position_embeddings", 512, 1),
            PadTokenId = file.Whole("pad_token_id", 1, 0),
            EosTokenId = file.Whole("eos_token_id", 2, 0),
            Architecture = file.OneWordOrNull("architectures", [.. s_architectures.Select(name => Roberta + name)]),
            Text = file.Text,
        };
        if (config.HiddenSize % heads != 0)
            throw file.Refuse("hidden_size", $"{config.HiddenSize}", $"a multiple of num_attention_heads ({heads})");
        if (config.Length < 1)
            throw file.Refuse("max_position_embeddings", $"{config.Positions}", $"more than {config.Reserved}: the rows up to the padding's ({config.PadTokenId}) are reserved");
        return config;
    }

    /// <summary>The Longformer's config.json: what is not named here is as the source has it.</summary>
    public string ToLongformer(int maxLength, int window)
    {
        var json = JsonNode.Parse(Text)!.AsObject();
        foreach (var key in s_dropped)
            json.Remove(key);
        json["model_type"] = "longformer";
        if (LongformerArchitecture is not null)
            json["architectures"] = new JsonArray(LongformerArchitecture);
        json["attention_window"] = new JsonArray([.. Enumerable.Range(0, Layers).Select(_ => JsonValue.Create(window))]);
        json["max_position_embeddings"] = maxLength + Reserved;
        json["vocab_size"] = VocabSize; // the two classes' defaults differ
        json["sep_token_id"] ??= EosTokenId;
        return json.ToJsonString(s_indented) + "\n";
    }
}
