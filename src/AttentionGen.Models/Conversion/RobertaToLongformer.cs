using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Conversion;

/// <summary>
/// Makes a long model of a short one (Beltagy, Peters, Cohan 2020, section 5): a RoBERTa's weights in a Longformer. Where the window
/// covers a text that the source can read, and no token is global, both compute the same.
/// </summary>
public static class RobertaToLongformer
{
    /// <summary>Most tokens that a new model can be made for.</summary>
    public const int MaxLength = 1 << 24;

    private const string ConfigName = "config.json", WeightsName = "model.safetensors";

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
    public static RobertaConversion Convert(string source, string target, int maxLength = 4096, int window = 512)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxLength, MaxLength);
        if (window < 2 || window % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(window), window, "A window is an even, positive total, half of it to each side.");
        var config = RobertaConfig.Read(Path.Combine(source, ConfigName));
        using var weights = Checkpoint.Open(source);
        var roberta = new RobertaTensors(weights, config);
        var tokenizer = TokenizerFiles.Read(source, maxLength);
        TargetFolder.RequireFree(target, [ConfigName, WeightsName, .. tokenizer.Keys]);

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var tensors = roberta.Convert(maxLength);
        Directory.CreateDirectory(target);
        foreach (var (name, bytes) in tokenizer)
            File.WriteAllBytes(Path.Combine(target, name), bytes);
        SafetensorsFile.Write(Path.Combine(target, WeightsName), tensors, new Dictionary<string, string> { ["format"] = "pt" });
        // Last: a folder without it is no model.
        File.WriteAllText(Path.Combine(target, ConfigName), config.ToLongformer(maxLength, window));
        return new RobertaConversion
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
