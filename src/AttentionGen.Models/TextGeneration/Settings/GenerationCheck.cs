using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Settings;

/// <summary>Refuses what cannot be done before any work: the message names setting, value and way out.</summary>
internal static class GenerationCheck
{
    private const int UsualLength = 20;

    /// <summary>Checks settings against a decoder's limits and start tokens.</summary>
    /// <returns>What to do.</returns>
    /// <exception cref="ArgumentException">Something contradicts something else.</exception>
    public static GenerationPlan Plan(DecoderLimits decoder, Tensor start, GenerationConfig config, GenerationOptions options)
    {
        var rows = StartRows(decoder, start);
        var maxLength = Lengths(decoder, rows[0].Length, config);
        Beams(decoder, config);
        Scores(config);
        Tokens(decoder, config);
        Texts(config, options);
        return new(config, options, rows, maxLength);
    }

    private static int[][] StartRows(DecoderLimits decoder, Tensor start)
    {
        Need(start.dim() == 2 && start.dtype == ScalarType.Int64, nameof(start),
            $"The start tokens are {start.dtype} of shape ({string.Join(", ", start.shape)}), but must be Int64 of shape (rows, tokens).");
        Need(start.shape[0] == decoder.Rows && start.shape[0] > 0, nameof(start),
            $"There are start tokens for {start.shape[0]} rows, but the decoder has {decoder.Rows}: give each row its own.");
        Need(start.shape[1] > 0, nameof(start), "The start is empty: give at least one token for each row, such as decoder_start_token_id.");
        using var cpu = start.cpu();
        using var flat = cpu.reshape(-1);
        var ids = flat.data<long>().ToArray();
        foreach (var id in ids)
            Need(id >= 0 && id < decoder.VocabSize, nameof(start), $"The start token {id} is not in the vocabulary, whose ids are 0 to {decoder.VocabSize - 1}.");
        return [.. ids.Select(id => (int)id).Chunk((int)start.shape[1])];
    }

    private static int Lengths(DecoderLimits decoder, int start, GenerationConfig config)
    {
        Need(config.MaxLength is null || config.MaxNewTokens is null,
            $"max_length is {config.MaxLength} and max_new_tokens is {config.MaxNewTokens}: give one of them and set the other to null.");
        Need(config.MaxNewTokens is null or >= 1, $"max_new_tokens is {config.MaxNewTokens}, but must be 1 or more.");
        var (name, value) = config.MaxNewTokens is { } added ? ("max_new_tokens", added) : ("max_length", config.MaxLength ?? Math.Min(UsualLength, decoder.MaxLength));
        var longest = config.MaxNewTokens is { } more ? (long)start + more : value;
        Need(longest > start, $"{name} is {value}, but the start has {start} tokens already: raise it, or set max_new_tokens instead.");
        Need(longest <= decoder.MaxLength,
            $"{name} is {value}, which makes sequences of {longest} tokens, but the decoder has positions for {decoder.MaxLength}: lower it.");
        Need(config.MinLength >= 0, $"min_length is {config.MinLength}, but must be 0 or more.");
        Need(config.MinNewTokens >= 0, $"min_new_tokens is {config.MinNewTokens}, but must be 0 or more.");
        Need(config.MinLength <= longest, $"min_length is {config.MinLength}, but sequences end at {longest} tokens ({name} {value}): lower it, or raise {name}.");
        Need((long)start + config.MinNewTokens <= longest,
            $"min_new_tokens is {config.MinNewTokens}, but only {longest - start} tokens follow the start ({name} {value}): lower it, or raise {name}.");
        return (int)longest;
    }

    private static void Beams(DecoderLimits decoder, GenerationConfig config)
    {
        Need(config.NumBeams >= 1, $"num_beams is {config.NumBeams}, but must be 1 or more.");
        Need(config.NumReturnSequences >= 1, $"num_return_sequences is {config.NumReturnSequences}, but must be 1 or more.");
        Need(config.NumBeams == 1 || !config.DoSample,
            $"do_sample is true and num_beams is {config.NumBeams}: sampling with beams is not supported. Set one of them back.");
        Need(config.DoSample || config.NumReturnSequences <= config.NumBeams,
            $"num_return_sequences is {config.NumReturnSequences}, but a search of num_beams {config.NumBeams} finds no more than that: raise num_beams, or set do_sample.");
        if (config.NumBeams == 1)
            return;
        var candidates = Candidates(config);
        Need(candidates <= decoder.VocabSize,
            $"num_beams is {config.NumBeams}, which needs {candidates} candidates for the first token, but the vocabulary has {decoder.VocabSize}: lower it.");
        Need(double.IsFinite(config.LengthPenalty), $"length_penalty is {config.LengthPenalty}, but must be a finite number.");
        Need(Enum.IsDefined(config.EarlyStopping), $"early_stopping is {config.EarlyStopping}, which is none of its values.");
        Need(Enum.IsDefined(config.LengthNormalization), $"The length normalisation is {config.LengthNormalization}, which is none of its values.");
    }

    /// <summary>Candidates of a beam search: so many that, whichever end, a full set of beams goes on.</summary>
    public static long Candidates(GenerationConfig config) => Math.Max(2L, 1 + config.EosTokenIds.Count) * config.NumBeams;

    private static void Scores(GenerationConfig config)
    {
        Need(config.RepetitionPenalty > 0 && double.IsFinite(config.RepetitionPenalty),
            $"repetition_penalty is {config.RepetitionPenalty}, but must be more than 0; 1 turns it off.");
        Need(config.NoRepeatNgramSize >= 0, $"no_repeat_ngram_size is {config.NoRepeatNgramSize}, but must be 0 or more; 0 turns it off.");
        if (!config.DoSample)
            return;
        Need(config.Temperature > 0 && double.IsFinite(config.Temperature),
            $"temperature is {config.Temperature}, but must be more than 0; for the most probable token each time set do_sample to false.");
        Need(config.TopK >= 0, $"top_k is {config.TopK}, but must be 0 or more; 0 takes all tokens.");
        Need(config.TopP is > 0 and <= 1, $"top_p is {config.TopP}, but must be above 0 and at most 1; 1 takes all tokens.");
    }

    private static void Tokens(DecoderLimits decoder, GenerationConfig config)
    {
        void Known(string name, int? id) => Need(id is null || (id >= 0 && id < decoder.VocabSize),
            $"{name} is {id}, which is not in the vocabulary, whose ids are 0 to {decoder.VocabSize - 1}: set it to null or to one of these.");
        Known("forced_bos_token_id", config.ForcedBosTokenId);
        Known("forced_eos_token_id", config.ForcedEosTokenId);
        foreach (var id in config.EosTokenIds)
            Known("eos_token_id", id);
    }

    private static void Texts(GenerationConfig config, GenerationOptions options)
    {
        Need(config.StopStrings.All(s => s.Length > 0), "stop_strings has an empty text, which every text holds: leave it out.");
        Need(config.StopStrings.Count == 0 || options.Decode is not null,
            $"stop_strings are {string.Join(", ", config.StopStrings.Select(s => $"\"{s}\""))}, but the options have no Decode to read texts with: give it.");
        Need(options.OnToken is null || config.NumBeams == 1,
            $"The options have OnToken and num_beams is {config.NumBeams}: a beam search decides no token before the end. Leave one of them out.");
    }

    private static void Need(bool holds, string message) => Need(holds, "config", message);

    private static void Need(bool holds, string parameter, string message)
    {
        if (!holds)
            throw new ArgumentException(message, parameter);
    }
}
