using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Conversion;

/// <summary>
/// Makes a long model of a short one (Beltagy, Peters, Cohan 2020, section 5): a RoBERTa's weights in a Longformer. Where the window
/// covers a text that the source can read, and no token is global, both compute the same.
/// </summary>
public static class RobertaToLongformer
{
    /// <summary>Most tokens that a new model can be made for.</summary>
    public const int MaxLength = LongModelFolder.MaxLength;

    /// <summary>
    /// Converts a Hugging Face folder. The position table is repeated up to the new length, the global projections begin as copies of
    /// the local ones, a head and all else carries over bit by bit, in the checkpoint's type. The tokenizer's files are copied.
    /// </summary>
    /// <param name="source">The RoBERTa's folder: config.json, a checkpoint of any kind that is read here, and a tokenizer's files where it has them.</param>
    /// <param name="target">The folder to write; made where it is missing. It must not hold a checkpoint, nor a file to be written.</param>
    /// <param name="maxLength">
    /// Tokens that the new model reads at most, 1 to <see cref="MaxLength"/>; any number, also one below the source's: then its first
    /// positions are kept.
    /// </param>
    /// <param name="window">Full, even window of each layer: half of it to each side.</param>
    /// <returns>What was made of what.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length or the window cannot be.</exception>
    /// <exception cref="CheckpointException">The source is no RoBERTa that can be converted, or the target is not free. Nothing was written.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static ConversionResult Convert(string source, string target, int maxLength = 4096, int window = 512)
    {
        LongModelFolder.CheckSizes(maxLength, window);
        var config = RobertaConfig.Read(Path.Combine(source, LongModelFolder.ConfigName));
        using var weights = Checkpoint.Open(source);
        var roberta = new RobertaTensors(weights, config);
        var tokenizer = TokenizerFiles.Read(source, maxLength);
        LongModelFolder.Write(target, config.ToLongformer(maxLength, window), tokenizer, () => roberta.Convert(maxLength));
        return new ConversionResult
        {
            Architecture = config.LongformerArchitecture,
            Layers = config.Layers,
            SourceLength = config.Length,
            Length = maxLength,
            Window = window,
            TokenizerFiles = [.. tokenizer.Keys],
        };
    }
}
