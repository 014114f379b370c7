using System.Text.Json;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.TextGeneration.Settings;

/// <summary>A folder's files to <see cref="GenerationConfig"/>. A key that is null is as one that is missing: the library writes both.</summary>
internal static class GenerationConfigReader
{
    /// <summary>The file that is about generation alone.</summary>
    public const string FileName = "generation_config.json";

    /// <summary>Reads the settings of a folder.</summary>
    public static GenerationConfig Read(string folder, GenerationConfig missing)
    {
        var (own, model) = (Path.Combine(folder, FileName), Path.Combine(folder, "config.json"));
        if (!File.Exists(own) && !File.Exists(model))
            throw new CheckpointException($"{folder} holds neither {FileName} nor config.json.");
        if (File.Exists(model))
        {
            using var file = ConfigFile.Open(model);
            missing = File.Exists(own) ? Tokens(file, missing) : All(file, missing);
        }
        if (!File.Exists(own))
            return missing;
        using var settings = ConfigFile.Open(own);
        return All(settings, missing);
    }

    private static GenerationConfig Tokens(ConfigFile file, GenerationConfig missing) => missing with
    {
        DecoderStartTokenId = file.WholeOrNull("decoder_start_token_id", 0) ?? missing.DecoderStartTokenId,
        BosTokenId = file.WholeOrNull("bos_token_id", 0) ?? missing.BosTokenId,
        EosTokenIds = file.WholesOrNull("eos_token_id", 0) ?? missing.EosTokenIds,
        // Some models have no padding and say so with -1.
        PadTokenId = file.WholeOrNull("pad_token_id", -1) is { } pad and >= 0 ? pad : missing.PadTokenId,
    };

    /// <summary>The settings that a file names, whatever else it holds.</summary>
    public static GenerationConfig All(ConfigFile file, GenerationConfig missing)
    {
        UnsupportedSettings.Check(file);
        return Tokens(file, missing) with
        {
            MaxLength = file.WholeOrNull("max_length", 1) ?? missing.MaxLength,
            MaxNewTokens = file.WholeOrNull("max_new_tokens", 1) ?? missing.MaxNewTokens,
            MinLength = file.WholeOrNull("min_length", 0) ?? missing.MinLength,
            MinNewTokens = file.WholeOrNull("min_new_tokens", 0) ?? missing.MinNewTokens,
            NumBeams = file.WholeOrNull("num_beams", 1) ?? missing.NumBeams,
            EarlyStopping = Stopping(file) ?? missing.EarlyStopping,
            LengthPenalty = Number(file, "length_penalty", double.MinValue) ?? missing.LengthPenalty,
            NoRepeatNgramSize = file.WholeOrNull("no_repeat_ngram_size", 0) ?? missing.NoRepeatNgramSize,
            RepetitionPenalty = Number(file, "repetition_penalty", double.Epsilon) ?? missing.RepetitionPenalty,
            ForcedBosTokenId = file.WholeOrNull("forced_bos_token_id", 0) ?? missing.ForcedBosTokenId,
            ForcedEosTokenId = file.WholeOrNull("forced_eos_token_id", 0) ?? missing.ForcedEosTokenId,
            NumReturnSequences = file.WholeOrNull("num_return_sequences", 1) ?? missing.NumReturnSequences,
            DoSample = file.Has("do_sample") ? file.Flag("do_sample", false) : missing.DoSample,
            Temperature = Number(file, "temperature", 0) ?? missing.Temperature,
            TopK = file.WholeOrNull("top_k", 0) ?? missing.TopK,
            TopP = Number(file, "top_p", 0, 1) ?? missing.TopP,
            StopStrings = file.TextsOrNull("stop_strings") ?? missing.StopStrings,
        };
    }

    private static double? Number(ConfigFile file, string key, double least, double most = double.MaxValue) =>
        file.Has(key) ? file.Number(key, 0, least, most) : null;

    private static EarlyStopping? Stopping(ConfigFile file)
    {
        const string key = "early_stopping";
        if (!file.Has(key))
            return null;
        var value = file[key];
        return value.ValueKind switch
        {
            JsonValueKind.True => EarlyStopping.AtOnce,
            JsonValueKind.False => EarlyStopping.Heuristic,
            JsonValueKind.String when value.ValueEquals("never") => EarlyStopping.Never,
            _ => throw file.Refuse(key, value.GetRawText(), "true, false or \"never\""),
        };
    }
}
