using System.IO.MemoryMappedFiles;
using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>
/// A safetensors file, opened for reading. The file is mapped, not read: a tensor's bytes are touched when it is loaded.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly Dictionary<string, SafetensorsEntry> _entries;
    private readonly SafetensorsHeader _header;
    private readonly MemoryMappedFile _map;

    private SafetensorsFile(string path, SafetensorsHeader header, MemoryMappedFile map)
    {
        (Path, _header, _map) = (path, header, map);
        _entries = header.Entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
    }

    /// <summary>The file, as it was named to <see cref="Open"/>.</summary>
    public string Path { get; }

    /// <summary>The tensors' names, in the order of their bytes.</summary>
    public IEnumerable<string> Names => _header.Entries.Select(e => e.Name);

    /// <summary>The writer's free text, such as <c>format: pt</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header against its size.</summary>
    /// <exception cref="CheckpointException">The file is truncated or malformed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        NativeBackend.EnsureLoaded();
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var header = SafetensorsHeader.Read(stream, path);
            // The map takes the stream over: header and data stem from the same file, even when its name is given away.
            return new SafetensorsFile(path, header, MemoryMappedFile.CreateFromFile(
                stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file has a tensor of that name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Shape, type and place of a tensor.</summary>
    /// <exception cref="CheckpointException">The file has no such tensor.</exception>
    public SafetensorsEntry Entry(string name) => _entries.TryGetValue(name, out var entry)
        ? entry
        : throw new CheckpointException($"{Path}: there is no tensor \"{name}\". The file has: {string.Join(", ", Names)}.");

    /// <summary>A tensor's shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape(string name) => Entry(name).Shape;

    /// <summary>The type of a tensor's elements.</summary>
    public ScalarType Dtype(string name) => Entry(name).Dtype;

    /// <summary>A new tensor with the file's values, in the file's type.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="device">Where it shall live; CPU when null.</param>
    public Tensor Load(string name, Device? device = null)
    {
        var entry = Entry(name);
        using var scope = NewDisposeScope();
        var tensor = empty([.. entry.Shape], entry.Dtype);
        if (entry.Bytes > 0)
        {
            using var view = _map.CreateViewAccessor(checked(_header.DataStart + entry.Begin), entry.Bytes, MemoryMappedFileAccess.Read);
            var offset = checked((ulong)view.PointerOffset);
            foreach (var chunk in TensorBytes.Chunks(tensor))
            {
                var bytes = chunk.bytes;
                view.SafeMemoryMappedViewHandle.ReadSpan(offset, bytes);
                offset += (ulong)bytes.Length;
            }
        }
        return (device is null ? tensor : tensor.to(device)).MoveToOuterDisposeScope();
    }

    /// <summary>Writes a file: first aside, then moved into place, so that a reader never sees half of it.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="tensors">The tensors, on any device.</param>
    /// <param name="metadata">Free text for the header.</param>
    /// <exception cref="ArgumentException">A tensor's type has no name in the format.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, tensors, metadata);

    /// <summary>Closes the file. Loaded tensors stay valid.</summary>
    public void Dispose() => _map.Dispose();
}
