using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.TextGeneration.Settings;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>How a folder's summaries are written.</summary>
internal static class SummarySettings
{
    /// <summary>Tokens of a summary where nobody says; generation's own 20 would end it in its first sentence.</summary>
    private const int UsualLength = 256;

    /// <summary>The folder's settings; what its files leave open is completed from the model.</summary>
    public static GenerationConfig Read(string folder, LedConfig config)
    {
        var read = GenerationConfig.FromFolder(folder, new GenerationConfig
        {
            DecoderStartTokenId = config.DecoderStartTokenId, EosTokenIds = [config.EosTokenId], PadTokenId = config.PadTokenId,
        });
        return read.MaxLength is null && read.MaxNewTokens is null ? read with { MaxLength = Math.Min(UsualLength, config.MaxDecoderPositions) } : read;
    }

    /// <summary>Refuses what cannot be written, before any text is read.</summary>
    /// <exception cref="ArgumentException">Settings contradict each other or the model: setting, value and way out are named.</exception>
    public static void Check(GenerationConfig settings, LedConfig config, GenerationOptions options)
    {
        if (options.OnToken is not null && settings.NumBeams > 1)
            throw new ArgumentException($"num_beams is {settings.NumBeams}, but a beam search decides no token before the end, so that no text can be shown while it is written. Set it to 1, or wait for the whole summary.");
        if (options.OnToken is not null && settings.NumReturnSequences > 1)
            throw new ArgumentException($"num_return_sequences is {settings.NumReturnSequences}, but only one text can be shown while it is written. Set it to 1, or wait for the whole summaries.");
        using var start = full(1, 1, settings.DecoderStartTokenId ?? config.DecoderStartTokenId, ScalarType.Int64);
        GenerationCheck.Plan(new(1, config.VocabSize, config.MaxDecoderPositions), start, settings, options);
    }
}
