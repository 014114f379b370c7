using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Conversion;

/// <summary>What conversions have in common: the length and the window they take, and the folder they write.</summary>
internal static class LongModelFolder
{
    /// <summary>The configuration.</summary>
    public const string ConfigName = "config.json";

    /// <summary>Most tokens that a new model can be made for.</summary>
    public const int MaxLength = 1 << 24;

    private const string WeightsName = "model.safetensors";

    /// <summary>Refuses a length or a window that cannot be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them cannot be.</exception>
    public static void CheckSizes(int maxLength, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxLength, MaxLength);
        if (window < 2 || window % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(window), window, "A window is an even, positive total, half of it to each side.");
    }

    /// <summary>Writes a model; nothing where the folder is not free.</summary>
    /// <param name="target">The folder; made where it is missing.</param>
    /// <param name="config">The configuration's text.</param>
    /// <param name="files">Files beside it, by name.</param>
    /// <param name="tensors">Makes the tensors; a dispose scope frees them.</param>
    /// <exception cref="CheckpointException">The folder holds a model, or a file that would be replaced.</exception>
    public static void Write(string target, string config, IReadOnlyDictionary<string, byte[]> files, Func<Dictionary<string, Tensor>> tensors)
    {
        TargetFolder.RequireFree(target, [ConfigName, WeightsName, .. files.Keys]);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var made = tensors();
        Directory.CreateDirectory(target);
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(Path.Combine(target, name), bytes);
        SafetensorsFile.Write(Path.Combine(target, WeightsName), made, new Dictionary<string, string> { ["format"] = "pt" });
        // Last: a folder without it is no model.
        File.WriteAllText(Path.Combine(target, ConfigName), config);
    }
}
