using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>Which of a checkpoint's names stand for which of a module's.</summary>
/// <param name="file">The checkpoint.</param>
/// <param name="prefix">What the file has before each of the module's names.</param>
/// <param name="unused">Beginnings of names in the file, parts that the module does without.</param>
/// <param name="tied">Second names in the file, to the module's.</param>
internal sealed class CheckpointNames(Checkpoint file, string prefix, IReadOnlyCollection<string> unused, IReadOnlyDictionary<string, string> tied)
{
    /// <summary>Buffers of old checkpoints that hold no weights: position numbers, which are computed today.</summary>
    private static readonly string[] s_stale = ["embeddings.position_ids"];

    /// <summary>The file's name for one of the module's; the name it should have where there is none.</summary>
    public string Of(string name) => InFile(name).FirstOrDefault() ?? prefix + name;

    /// <summary>The file's names that belong to the module's part of it and mean nothing there.</summary>
    public IEnumerable<string> Unknown(Dictionary<string, Tensor> targets) => file.Names
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .Where(name => !targets.ContainsKey(name[prefix.Length..]) && !tied.ContainsKey(name) && !IsStale(name))
        .Where(name => !unused.Any(part => name.StartsWith(part, StringComparison.Ordinal)));

    /// <summary>Second names whose values are not the first's.</summary>
    public IEnumerable<string> Untied(IEnumerable<string> targets) => targets
        .Select(name => InFile(name).ToArray())
        .SelectMany(names => names.Skip(1).Where(other => !file.AreEqual(names[0], other)).Select(other => $"{other} (tied to {names[0]})"));

    private IEnumerable<string> InFile(string name) =>
        tied.Where(t => t.Value == name).Select(t => t.Key).Prepend(prefix + name).Where(file.Contains);

    private static bool IsStale(string name) =>
        s_stale.Any(stale => name == stale || name.EndsWith("." + stale, StringComparison.Ordinal));
}
