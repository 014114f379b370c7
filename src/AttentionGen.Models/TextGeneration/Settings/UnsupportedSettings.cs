using System.Text.Json;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.TextGeneration.Settings;

/// <summary>
/// Hugging Face's settings that change what is written and that this library does not have. A file that sets one is refused, since
/// without it the model would write something else. Keys that are about speed, memory or what is returned are ignored.
/// </summary>
internal static class UnsupportedSettings
{
    /// <summary>Keys, and the number that stands for "off" where null, false, 0 and an empty list are not all that do.</summary>
    private static readonly (string Key, double? Off)[] s_keys =
    [
        ("num_beam_groups", 1), ("diversity_penalty", null), ("penalty_alpha", null), ("typical_p", 1), ("min_p", null), ("top_h", null),
        ("epsilon_cutoff", null), ("eta_cutoff", null), ("encoder_repetition_penalty", 1), ("encoder_no_repeat_ngram_size", null),
        ("bad_words_ids", null), ("force_words_ids", null), ("constraints", null), ("suppress_tokens", null), ("begin_suppress_tokens", null),
        ("forced_decoder_ids", null), ("sequence_bias", null), ("exponential_decay_length_penalty", null), ("guidance_scale", 1),
        ("watermarking_config", null), ("token_healing", null), ("dola_layers", null), ("remove_invalid_values", null),
        ("renormalize_logits", null), ("max_time", null),
    ];

    /// <summary>Refuses a file that sets one of them.</summary>
    public static void Check(ConfigFile file)
    {
        foreach (var (key, off) in s_keys)
            if (file.Has(key) && !IsOff(file[key], off))
                throw file.Refuse(key, file[key].GetRawText(), $"{(off is { } number ? $"{number}" : "null")} or left out: this setting is not supported");
    }

    private static bool IsOff(JsonElement value, double? off) => value.ValueKind switch
    {
        JsonValueKind.False => true,
        JsonValueKind.Number => value.TryGetDouble(out var number) && (number == 0 || number == off),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };
}
