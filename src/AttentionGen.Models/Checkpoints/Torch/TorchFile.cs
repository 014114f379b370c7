using System.Text;

namespace AttentionGen.Models.Checkpoints;

/// <summary>
/// A state dictionary that torch.save wrote (pytorch_model.bin): a zip with the pickled dictionary in data.pkl and the numbers of each storage in a
/// file of its own, in the folder data.
/// </summary>
internal static class TorchFile
{
    /// <summary>What to do with a file that is not read.</summary>
    public const string Advice =
        "Save the state dictionary alone, in PyTorch: torch.save(model.state_dict(), path); or as safetensors, with Transformers' save_pretrained.";

    private const long LongestPickle = 100_000_000;
    private const string Pickle = "/data.pkl";

    /// <summary>Opens a file and checks every tensor's place in it.</summary>
    public static Checkpoint Open(string path)
    {
        NativeBackend.EnsureLoaded();
        var file = MappedFile.Open(path);
        try
        {
            return new Checkpoint(path, Entries(file), file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The tensors of an open file.</summary>
    public static IReadOnlyList<CheckpointEntry> Entries(MappedFile file)
    {
        TorchFormat.RequireZip(file);
        var records = ZipDirectory.Read(file);
        string[] roots = [.. records.Keys.Where(name => name.EndsWith(Pickle, StringComparison.Ordinal) && name.IndexOf('/') == name.Length - Pickle.Length)];
        if (roots.Length != 1)
            throw new CheckpointException($"{file.Path}: the zip has {roots.Length} files \"*{Pickle}\" instead of one: torch.save did not write it. {Advice}");
        var root = roots[0][..^Pickle.Length];
        RequireLittleEndian(file, records.GetValueOrDefault(root + "/byteorder"));
        var pickle = records[roots[0]];
        if (pickle.Length > LongestPickle)
            throw new CheckpointException($"{file.Path}: {pickle.Name} has {pickle.Length} bytes, more than the allowed {LongestPickle}. {Advice}");
        var bytes = new byte[pickle.Length];
        file.Read(pickle.Position, bytes);
        var state = PickleReader.Read(bytes, $"{file.Path}: {pickle.Name}") as PickleDict
            ?? throw new CheckpointException($"{file.Path}: {pickle.Name} holds no dictionary of tensors. {Advice}");
        return [.. state.Items.Select(item => Entry(file, records, root, item.Key, item.Value)).OrderBy(e => e.Position)];
    }

    private static CheckpointEntry Entry(MappedFile file, Dictionary<string, ZipRecord> records, string root, string name, object value)
    {
        if (value is not PickleTensor tensor)
            throw new CheckpointException($"{file.Path}: \"{Excerpt.Of(name)}\" is {Kind(value)}, not a tensor. {Advice}");
        if (!records.TryGetValue($"{root}/data/{tensor.Storage.Key}", out var record))
            throw new CheckpointException($"{file.Path}: the zip has no file {root}/data/{Excerpt.Of(tensor.Storage.Key)}, where the numbers of \"{Excerpt.Of(name)}\" should lie. It is damaged: fetch it again.");
        return TorchTensor.Entry(name, tensor, file, record);
    }

    private static void RequireLittleEndian(MappedFile file, ZipRecord? record)
    {
        if (record is null)
            return;
        var bytes = new byte[Math.Min(record.Length, 16)];
        file.Read(record.Position, bytes);
        if (!bytes.AsSpan().SequenceEqual("little"u8))
            throw new CheckpointException($"{file.Path}: {record.Name} says \"{Excerpt.Of(Encoding.Latin1.GetString(bytes))}\"; only \"little\" is read. Save the file again on a machine of that byte order.");
    }

    private static string Kind(object value) => value switch
    {
        PickleDict => "a dictionary",
        object[] => "a tuple",
        string => "a text",
        bool => "true or false",
        long => "a number",
        PickleNone => "None",
        _ => "something else",
    };
}
