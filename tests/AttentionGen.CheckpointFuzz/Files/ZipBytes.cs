using System.Text;

namespace AttentionGen.CheckpointFuzz.Files;

/// <summary>Writes zips of stored files as PyTorch does: sizes in the directory and behind the data, the data at multiples of 64 bytes.</summary>
/// <param name="wide">Whether the end stands there in 64 bits too, and the directory says sizes in 64 bits.</param>
public sealed class ZipBytes(bool wide = true)
{
    private const ushort Flags = 0x0808;

    /// <summary>What each file's entry says of its method: 0 is stored.</summary>
    public ushort Method { get; init; }

    /// <summary>Bytes that are left out before each file but the first: a hole in a sparse file.</summary>
    public long Gap { get; init; }

    /// <summary>The bytes of a zip.</summary>
    public byte[] Write(IEnumerable<(string Name, byte[] Data)> files)
    {
        using var stream = new MemoryStream();
        Write(stream, files);
        return stream.ToArray();
    }

    /// <summary>Writes a zip into a stream.</summary>
    public void Write(Stream stream, IEnumerable<(string Name, byte[] Data)> files)
    {
        using var zip = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var directory = new MemoryStream();
        var count = 0;
        foreach (var (name, data) in files)
        {
            if (count > 0 && Gap > 0)
                stream.Seek(Gap, SeekOrigin.Current);
            Entry(directory, name, data.Length, Local(zip, name, data));
            count++;
        }
        var start = stream.Position;
        zip.Write(directory.ToArray());
        if (wide)
            WideEnd(zip, count, start, directory.Length);
        zip.Write(0x06054b50u);
        zip.Write(0);
        zip.Write((ushort)count);
        zip.Write((ushort)count);
        zip.Write(wide ? uint.MaxValue : (uint)directory.Length);
        zip.Write(wide ? uint.MaxValue : (uint)start);
        zip.Write((ushort)0);
    }

    private long Local(BinaryWriter zip, string name, byte[] data)
    {
        var header = zip.BaseStream.Position;
        var bytes = Encoding.UTF8.GetBytes(name);
        zip.Write(0x04034b50u);
        zip.Write((ushort)0);
        zip.Write(Flags);
        zip.Write(Method);
        zip.Write(0);
        zip.Write(0L);
        zip.Write(0);
        zip.Write((ushort)bytes.Length);
        var padding = (int)(64 - (header + 30 + bytes.Length + 4) % 64) % 64;
        zip.Write((ushort)(padding + 4));
        zip.Write(bytes);
        zip.Write("FB"u8);
        zip.Write((ushort)padding);
        zip.Write(Encoding.ASCII.GetBytes(new string('Z', padding)));
        zip.Write(data);
        zip.Write(0x08074b50u);
        zip.Write(0);
        zip.Write(data.Length);
        zip.Write(data.Length);
        return header;
    }

    private void Entry(Stream directory, string name, int length, long header)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        using var entry = new BinaryWriter(directory, Encoding.UTF8, leaveOpen: true);
        entry.Write(0x02014b50u);
        entry.Write(0);
        entry.Write(Flags);
        entry.Write(Method);
        entry.Write(0L);
        entry.Write(wide ? uint.MaxValue : (uint)length);
        entry.Write(wide ? uint.MaxValue : (uint)length);
        entry.Write((ushort)bytes.Length);
        entry.Write((ushort)(wide ? 28 : 0));
        entry.Write(0L);
        entry.Write((ushort)0);
        entry.Write(wide ? uint.MaxValue : (uint)header);
        entry.Write(bytes);
        if (!wide)
            return;
        entry.Write((ushort)1);
        entry.Write((ushort)24);
        entry.Write((long)length);
        entry.Write((long)length);
        entry.Write(header);
    }

    private static void WideEnd(BinaryWriter zip, int count, long start, long length)
    {
        var end = zip.BaseStream.Position;
        zip.Write(0x06064b50u);
        zip.Write(44L);
        zip.Write(0);
        zip.Write(0L);
        zip.Write((long)count);
        zip.Write((long)count);
        zip.Write(length);
        zip.Write(start);
        zip.Write(0x07064b50u);
        zip.Write(0);
        zip.Write(end);
        zip.Write(1);
    }
}
