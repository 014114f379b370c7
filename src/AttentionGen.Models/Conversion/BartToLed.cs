using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Conversion;

/// <summary>
/// Makes a model that summarises long documents of one for short ones (Beltagy, Peters, Cohan 2020, section 7): a BART's weights in a
/// Longformer-Encoder-Decoder. Where the window covers a text that the source can read, and no token is global, both compute the same.
/// </summary>
public static class BartToLed
{
    /// <summary>Most tokens that a new model can be made for.</summary>
    public const int MaxLength = LongModelFolder.MaxLength;

    private const string GenerationConfig = "generation_config.json";

    /// <summary>
    /// Converts a Hugging Face folder. The encoder's position table is repeated up to the new length, its global projections begin as
    /// copies of the local ones, the decoder, a head and all else carries over bit by bit, in the checkpoint's type. The tokenizer's files
    /// and generation_config.json are copied.
    /// </summary>
    /// <param name="source">The BART's folder: config.json, a checkpoint of any kind that is read here, and a tokenizer's files where it has them.</param>
    /// <param name="target">The folder to write; made where it is missing. It must not hold a checkpoint, nor a file to be written.</param>
    /// <param name="maxLength">
    /// Tokens that the new encoder reads at most, 1 to <see cref="MaxLength"/>; any number, also one below the source's: then its first
    /// positions are kept. The decoder's length stays.
    /// </param>
    /// <param name="window">Full, even window of each encoder layer: half of it to each side.</param>
    /// <returns>What was made of what.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length or the window cannot be.</exception>
    /// <exception cref="CheckpointException">The source is no BART that can be converted, or the target is not free. Nothing was written.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static ConversionResult Convert(string source, string target, int maxLength = 16384, int window = 1024)
    {
        LongModelFolder.CheckSizes(maxLength, window);
        var path = Path.Combine(source, LongModelFolder.ConfigName);
        var config = BartConfig.Read(path);
        var text = LedConfigText.Of(config, path, maxLength, window);
        using var weights = Checkpoint.Open(source);
        var bart = new BartTensors(weights, config);
        var tokenizer = TokenizerFiles.Read(source, maxLength);
        var files = tokenizer.ToDictionary();
        var generation = Path.Combine(source, GenerationConfig);
        if (File.Exists(generation))
            files[GenerationConfig] = File.ReadAllBytes(generation);
        LongModelFolder.Write(target, text, files, () => bart.Convert(maxLength));
        return new ConversionResult
        {
            Architecture = config.LedArchitecture,
            Layers = config.EncoderLayers,
            SourceLength = config.Length,
            Length = maxLength,
            Window = window,
            TokenizerFiles = [.. tokenizer.Keys],
            HasGenerationConfig = files.ContainsKey(GenerationConfig),
        };
    }
}
