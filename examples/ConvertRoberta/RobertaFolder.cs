using System.Text.Json;
using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace ConvertRoberta;

/// <summary>The masked language model as Hugging Face's RoBERTa stores it.</summary>
internal static class RobertaFolder
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>Writes config.json, model.safetensors and the tokenizer's files.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="model">A Longformer whose window covers every token, trained without global tokens: a RoBERTa but for the names.</param>
    /// <param name="tokenizer">The tokenizer's folder.</param>
    public static void Save(string folder, LongformerForMaskedLM model, string tokenizer)
    {
        using var scope = NewDisposeScope();
        Directory.CreateDirectory(folder);
        var tensors = model.state_dict().Where(t => !t.Key.Contains("_global.", StringComparison.Ordinal))
            .ToDictionary(t => t.Key.Replace("longformer.", "roberta.", StringComparison.Ordinal), t => t.Value);
        SafetensorsFile.Write(Path.Combine(folder, "model.safetensors"), tensors, new Dictionary<string, string> { ["format"] = "pt" });
        var config = model.Config;
        File.WriteAllText(Path.Combine(folder, "config.json"), new JsonObject
        {
            ["architectures"] = new JsonArray("RobertaForMaskedLM"),
            ["model_type"] = "roberta",
            ["vocab_size"] = config.VocabSize,
            ["hidden_size"] = config.HiddenSize,
            ["num_hidden_layers"] = config.NumHiddenLayers,
            ["num_attention_heads"] = config.NumAttentionHeads,
            ["intermediate_size"] = config.IntermediateSize,
            ["hidden_act"] = config.HiddenAct,
            ["hidden_dropout_prob"] = config.HiddenDropoutProb,
            ["attention_probs_dropout_prob"] = config.AttentionProbsDropoutProb,
            ["max_position_embeddings"] = config.MaxPositionEmbeddings,
            ["position_embedding_type"] = "absolute",
            ["type_vocab_size"] = config.TypeVocabSize,
            ["initializer_range"] = config.InitializerRange,
            ["layer_norm_eps"] = config.LayerNormEps,
            ["bos_token_id"] = 0,
            ["pad_token_id"] = config.PadTokenId,
            ["eos_token_id"] = config.SepTokenId,
        }.ToJsonString(s_indented) + "\n");
        foreach (var file in Directory.GetFiles(tokenizer))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }
}
