using System.IO.MemoryMappedFiles;

namespace AttentionGen.Models.Checkpoints;

/// <summary>A file of tensors: small parts are read, tensors are mapped while they are copied, so that nothing stays in memory.</summary>
internal sealed class MappedFile : IDisposable
{
    private const int WindowBytes = 1 << 24;

    private readonly FileStream _stream;
    private readonly MemoryMappedFile? _map;

    private MappedFile(string path, FileStream stream)
    {
        (Path, _stream, Length) = (path, stream, stream.Length);
        // An empty file cannot be mapped. The map shares the stream's handle: all bytes stem from the same file, even when its name is given away.
        if (Length > 0)
            _map = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
    }

    /// <summary>The file, as it was named to <see cref="Open"/>.</summary>
    public string Path { get; }

    /// <summary>Its size in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        // A buffer of 1 byte is none.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        try
        {
            return new MappedFile(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a small part, which must lie inside of the file.</summary>
    public void Read(long position, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_stream.SafeFileHandle, bytes, position);
            if (read == 0)
                throw new EndOfStreamException($"{Path} ended at byte {position} of {Length}: it was cut while it was read.");
            position += read;
            bytes = bytes[read..];
        }
    }

    /// <summary>Copies a part of the file, which must lie inside of it. A little of it is mapped at a time: mapped pages count as the process's memory.</summary>
    public void Copy(long position, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var window = bytes[..Math.Min(bytes.Length, WindowBytes)];
            using var view = _map!.CreateViewAccessor(position, window.Length, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.ReadSpan(checked((ulong)view.PointerOffset), window);
            position += window.Length;
            bytes = bytes[window.Length..];
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _map?.Dispose();
        _stream.Dispose();
    }
}
