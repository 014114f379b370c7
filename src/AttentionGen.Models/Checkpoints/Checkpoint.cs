using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>
/// Named tensors in one file or several, opened for reading. The files are mapped, not read: a tensor's bytes are touched when it is
/// loaded, and nothing in a file is ever executed.
/// </summary>
public class Checkpoint : IDisposable
{
    /// <summary>Elements that are converted at a time: a few MB, whatever the tensor's size.</summary>
    private const long ElementsPerPiece = 1 << 21;

    private readonly Dictionary<string, CheckpointEntry> _entries;
    private readonly IReadOnlyList<IDisposable> _files;

    /// <param name="path">What was opened, for messages.</param>
    /// <param name="entries">The tensors; no name stands twice.</param>
    /// <param name="files">What is closed with the checkpoint.</param>
    internal Checkpoint(string path, IReadOnlyList<CheckpointEntry> entries, params IReadOnlyList<IDisposable> files)
    {
        (Path, _files) = (path, files);
        _entries = entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        Names = [.. entries.Select(e => e.Name)];
    }

    /// <summary>The file that was opened; of several, their index.</summary>
    public string Path { get; }

    /// <summary>The tensors' names, in the order of their bytes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Opens the checkpoint in a Hugging Face folder: the first of model.safetensors, model.safetensors.index.json, pytorch_model.bin and
    /// pytorch_model.bin.index.json that is there.
    /// </summary>
    /// <exception cref="CheckpointException">There is none, or it is truncated, malformed or of a kind that is not read.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Checkpoint Open(string folder) => CheckpointFolder.Open(folder);

    /// <summary>Whether there is a tensor of that name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Shape and type of a tensor.</summary>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public CheckpointEntry Entry(string name) => _entries.TryGetValue(name, out var entry)
        ? entry
        : throw new CheckpointException($"{Path}: there is no tensor \"{name}\". The file has: {Excerpt.Of(Names)}.");

    /// <summary>A tensor's shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape(string name) => Entry(name).Shape;

    /// <summary>The type of a tensor's elements.</summary>
    public ScalarType Dtype(string name) => Entry(name).Dtype;

    /// <summary>A new tensor with the file's values, in the file's type.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="device">Where it shall live; CPU when null.</param>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public Tensor Load(string name, Device? device = null)
    {
        var entry = Entry(name);
        using var scope = NewDisposeScope();
        var tensor = StoredTensor.Read(entry);
        return (device is null ? tensor : tensor.to(device)).MoveToOuterDisposeScope();
    }

    /// <summary>Copies a tensor's values into one of the same shape, from the file straight into its memory, or converted to its type and device piece by piece.</summary>
    internal void CopyTo(string name, Tensor target)
    {
        var entry = Entry(name);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        if (entry.Strides is not null || !target.is_contiguous())
        {
            target.copy_(StoredTensor.Read(entry));
            return;
        }
        var flat = target.view(-1);
        if (target.dtype == entry.Dtype && target.device_type == DeviceType.CPU)
        {
            StoredTensor.Fill(flat, entry, 0);
            return;
        }
        for (long start = 0; start < entry.Elements; start += ElementsPerPiece)
        {
            using var piece = NewDisposeScope();
            var count = Math.Min(ElementsPerPiece, entry.Elements - start);
            flat.narrow(0, start, count).copy_(StoredTensor.Read(entry, start, count));
        }
    }

    /// <summary>Whether two tensors have the same values, in the first's type.</summary>
    internal bool AreEqual(string first, string second)
    {
        if (Entry(first).IsSame(Entry(second)))
            return true;
        using var scope = NewDisposeScope();
        return Shape(first).SequenceEqual(Shape(second)) && Load(second).to(Dtype(first)).Equals(Load(first));
    }

    /// <summary>Closes the files. Loaded tensors stay valid.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
        GC.SuppressFinalize(this);
    }
}
