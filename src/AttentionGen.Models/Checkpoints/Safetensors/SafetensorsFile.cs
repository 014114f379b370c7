using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>A safetensors file, opened for reading.</summary>
public sealed class SafetensorsFile : Checkpoint
{
    private SafetensorsFile(MappedFile file, SafetensorsHeader header) : base(file.Path, header.EntriesOf(file), file) =>
        Metadata = header.Metadata;

    /// <summary>The writer's free text, such as <c>format: pt</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header against its size.</summary>
    /// <exception cref="CheckpointException">The file is truncated or malformed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static new SafetensorsFile Open(string path)
    {
        NativeBackend.EnsureLoaded();
        var file = MappedFile.Open(path);
        try
        {
            return new SafetensorsFile(file, SafetensorsHeader.Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The tensors of an open file.</summary>
    internal static IReadOnlyList<CheckpointEntry> Entries(MappedFile file) => SafetensorsHeader.Read(file).EntriesOf(file);

    /// <summary>Writes a file: first aside, then moved into place, so that a reader never sees half of it.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="tensors">The tensors, on any device.</param>
    /// <param name="metadata">Free text for the header.</param>
    /// <exception cref="ArgumentException">A tensor's type has no name in the format.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, tensors, metadata);
}
