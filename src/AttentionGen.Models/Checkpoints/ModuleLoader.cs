using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>Copies a checkpoint into a module, by the names that both give their tensors. All or nothing.</summary>
public static class ModuleLoader
{
    /// <summary>Buffers of old checkpoints that hold no weights: position numbers, which are computed today.</summary>
    private static readonly string[] Stale = ["embeddings.position_ids"];

    /// <summary>Copies every tensor of a file into the parameter or buffer of the same name, converted to its type and device.</summary>
    /// <param name="module">The module; unchanged when the file is refused.</param>
    /// <param name="file">The checkpoint.</param>
    /// <param name="prefix">
    /// Where the module's tensors stand in the file, such as "longformer."; other tensors are a head's and are left alone.
    /// </param>
    /// <exception cref="CheckpointException">
    /// A tensor is missing, left over, misshapen or of the wrong kind. The message lists all of them.
    /// </exception>
    public static void Load(nn.Module module, SafetensorsFile file, string prefix = "")
    {
        var targets = module.state_dict();
        Check(targets, file, prefix);
        using var noGrad = no_grad();
        foreach (var (name, target) in targets)
        {
            using var scope = NewDisposeScope();
            target.copy_(file.Load(prefix + name));
        }
    }

    private static void Check(Dictionary<string, Tensor> targets, SafetensorsFile file, string prefix)
    {
        var problems = new List<string>();
        List("missing from the file", targets.Keys.Where(name => !file.Contains(prefix + name)).Select(name => prefix + name));
        List("unknown to the model", file.Names
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(name => !targets.ContainsKey(name[prefix.Length..]) && !IsStale(name)));
        var shared = targets.Where(t => file.Contains(prefix + t.Key)).Select(t => (t.Value, Entry: file.Entry(prefix + t.Key))).ToArray();
        List("of another shape", shared
            .Where(t => !t.Value.shape.SequenceEqual(t.Entry.Shape))
            .Select(t => $"{t.Entry.Name} ({string.Join(", ", t.Entry.Shape)} in the file, {string.Join(", ", t.Value.shape)} in the model)"));
        List("of another kind", shared
            .Where(t => is_floating_point(t.Entry.Dtype) != is_floating_point(t.Value.dtype))
            .Select(t => $"{t.Entry.Name} ({t.Entry.Dtype} in the file, {t.Value.dtype} in the model)"));
        if (problems.Count > 0)
            throw new CheckpointException($"{file.Path} does not fit the model, which is left unchanged. Compare config.json with the checkpoint.{string.Concat(problems)}");

        void List(string what, IEnumerable<string> names)
        {
            var found = names.Order(StringComparer.Ordinal).ToArray();
            if (found.Length > 0)
                problems.Add($"\n{found.Length} {what}: {string.Join(", ", found)}");
        }
    }

    private static bool IsStale(string name) =>
        Stale.Any(stale => name == stale || name.EndsWith("." + stale, StringComparison.Ordinal));
}
