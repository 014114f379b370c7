using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>Copies a checkpoint into a module, by the names that both give their tensors. All or nothing; <see cref="CheckpointProgress"/> says how far it is.</summary>
public static class ModuleLoader
{
    /// <summary>Copies every tensor of a file into the parameter or buffer of the same name, converted to its type and device.</summary>
    /// <param name="module">The module; unchanged when the file is refused.</param>
    /// <param name="file">The checkpoint.</param>
    /// <param name="prefix">
    /// Where the module's tensors stand in the file, such as "longformer."; other tensors are a head's and are left alone.
    /// </param>
    /// <param name="unused">Beginnings of names in the file: parts that the module does without, such as "longformer.pooler.".</param>
    /// <param name="tied">Second names in the file, to the module's: a file may hold either of them or both, which are then equal.</param>
    /// <exception cref="CheckpointException">
    /// A tensor is missing, left over, misshapen, of the wrong kind or unlike its second. The message lists all of them.
    /// </exception>
    public static void Load(
        nn.Module module, Checkpoint file, string prefix = "",
        IReadOnlyCollection<string>? unused = null, IReadOnlyDictionary<string, string>? tied = null)
    {
        var names = new CheckpointNames(file, prefix, unused ?? [], tied ?? new Dictionary<string, string>());
        var targets = module.state_dict();
        Check(targets, file, names);
        var copies = targets.Select(t => (Entry: file.Entry(names.Of(t.Key)), Target: t.Value)).ToArray();
        var (done, total) = (0L, copies.Sum(c => c.Entry.Bytes));
        foreach (var (entry, target) in copies)
        {
            file.CopyTo(entry.Name, target);
            done += entry.Bytes;
            CheckpointProgress.Observer?.Report(new CheckpointProgress(done, total, entry.Name));
        }
    }

    private static void Check(Dictionary<string, Tensor> targets, Checkpoint file, CheckpointNames names)
    {
        var problems = new List<string>();
        List("missing from the file", targets.Keys.Select(names.Of).Where(name => !file.Contains(name)));
        List("unknown to the model", names.Unknown(targets));
        var shared = targets.Where(t => file.Contains(names.Of(t.Key))).Select(t => (t.Value, Entry: file.Entry(names.Of(t.Key)))).ToArray();
        List("of another shape", shared
            .Where(t => !t.Value.shape.SequenceEqual(t.Entry.Shape))
            .Select(t => $"{t.Entry.Name} ({string.Join(", ", t.Entry.Shape)} in the file, {string.Join(", ", t.Value.shape)} in the model)"));
        List("of another kind", shared
            .Where(t => is_floating_point(t.Entry.Dtype) != is_floating_point(t.Value.dtype))
            .Select(t => $"{t.Entry.Name} ({t.Entry.Dtype} in the file, {t.Value.dtype} in the model)"));
        List("unlike the tensor that they are tied to", names.Untied(targets.Keys));
        if (problems.Count > 0)
            throw new CheckpointException($"{file.Path} does not fit the model, which is left unchanged. Compare config.json with the checkpoint.{string.Concat(problems)}");

        void List(string what, IEnumerable<string> entries)
        {
            var found = entries.Order(StringComparer.Ordinal).ToArray();
            if (found.Length > 0)
                problems.Add($"\n{found.Length} {what}: {string.Join(", ", found)}");
        }
    }
}
