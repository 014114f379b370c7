using System.Text.Json;
using System.Text.Json.Nodes;

namespace AttentionGen.Models.TextGeneration.Settings;

/// <summary><see cref="GenerationConfig"/> to generation_config.json.</summary>
internal static class GenerationConfigWriter
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>The text of the file: what differs from Hugging Face's defaults.</summary>
    public static string Write(GenerationConfig config)
    {
        JsonObject json = [];
        var standard = new GenerationConfig();
        void Put<T>(string key, T value, T usual)
        {
            if (!EqualityComparer<T>.Default.Equals(value, usual))
                json[key] = JsonValue.Create(value);
        }
        Put("max_length", config.MaxLength, null);
        Put("max_new_tokens", config.MaxNewTokens, null);
        Put("min_length", config.MinLength, 0);
        Put("min_new_tokens", config.MinNewTokens, 0);
        Put("num_beams", config.NumBeams, standard.NumBeams);
        if (config.EarlyStopping != EarlyStopping.Heuristic)
            json["early_stopping"] = config.EarlyStopping == EarlyStopping.AtOnce ? true : "never";
        Put("length_penalty", config.LengthPenalty, standard.LengthPenalty);
        Put("no_repeat_ngram_size", config.NoRepeatNgramSize, 0);
        Put("repetition_penalty", config.RepetitionPenalty, standard.RepetitionPenalty);
        Put("forced_bos_token_id", config.ForcedBosTokenId, null);
        Put("forced_eos_token_id", config.ForcedEosTokenId, null);
        Put("num_return_sequences", config.NumReturnSequences, standard.NumReturnSequences);
        Put("do_sample", config.DoSample, false);
        Put("temperature", config.Temperature, standard.Temperature);
        Put("top_k", config.TopK, standard.TopK);
        Put("top_p", config.TopP, standard.TopP);
        if (config.StopStrings.Count > 0)
            json["stop_strings"] = new JsonArray([.. config.StopStrings.Select(s => JsonValue.Create(s))]);
        Put("decoder_start_token_id", config.DecoderStartTokenId, null);
        Put("bos_token_id", config.BosTokenId, null);
        if (config.EosTokenIds.Count > 0)
            json["eos_token_id"] = config.EosTokenIds.Count == 1
                ? config.EosTokenIds[0]
                : new JsonArray([.. config.EosTokenIds.Select(id => JsonValue.Create(id))]);
        Put("pad_token_id", config.PadTokenId, null);
        return json.ToJsonString(s_indented) + "\n";
    }
}
