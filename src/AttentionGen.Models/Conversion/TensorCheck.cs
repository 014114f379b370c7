using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Conversion;

/// <summary>Compares a checkpoint with what a configuration says that it holds.</summary>
internal static class TensorCheck
{
    /// <summary>Refuses a checkpoint that does not fit; all that is wrong is listed.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="model">What it should be, for the message.</param>
    /// <param name="needed">Shapes of the tensors that must be there.</param>
    /// <param name="optional">Shapes of those that may be there.</param>
    /// <param name="isUnknown">Whether a tensor that is in neither has no place in the model.</param>
    /// <exception cref="CheckpointException">The checkpoint does not fit.</exception>
    public static void Require(
        Checkpoint file, string model, IReadOnlyDictionary<string, long[]> needed, IReadOnlyDictionary<string, long[]> optional, Func<string, bool> isUnknown)
    {
        var found = needed.Concat(optional).Where(tensor => file.Contains(tensor.Key)).ToArray();
        var problems = string.Concat(
            List("missing", needed.Keys.Where(name => !file.Contains(name))),
            List("unknown", file.Names.Where(name => !needed.ContainsKey(name) && !optional.ContainsKey(name) && isUnknown(name))),
            List("of another shape", found.Where(tensor => !tensor.Value.SequenceEqual(file.Shape(tensor.Key)))
                .Select(tensor => $"{tensor.Key} ({string.Join(", ", file.Shape(tensor.Key))} in the file, {string.Join(", ", tensor.Value)} by config.json)")),
            List("no floating-point numbers", found.Select(tensor => tensor.Key).Where(name => !is_floating_point(file.Dtype(name)))));
        if (problems.Length > 0)
            throw new CheckpointException($"{file.Path} is not the {model} that config.json describes. Nothing was written.{problems}");
    }

    private static string List(string what, IEnumerable<string> names)
    {
        var found = names.Order(StringComparer.Ordinal).ToArray();
        return found.Length > 0 ? $"\n{found.Length} {what}: {string.Join(", ", found)}" : "";
    }
}
