using System.Buffers.Binary;
using System.Text;

namespace AttentionGen.Models.Checkpoints;

/// <summary>
/// The files in a zip, by name, and where their bytes lie: what .NET's own reader does not say. Only stored files are taken, so that
/// no file can be larger than the zip.
/// </summary>
internal static class ZipDirectory
{
    private const int EntryBytes = 46, HeaderBytes = 30, MostBytes = 100_000_000;
    private const uint EntryMark = 0x02014b50, HeaderMark = 0x04034b50;
    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the directory and checks every file's place.</summary>
    public static Dictionary<string, ZipRecord> Read(MappedFile file)
    {
        var end = ZipEnd.Read(file);
        if (end.Length > MostBytes || end.Records < 0 || end.Records > end.Length / EntryBytes)
            throw Refuse(file, $"the directory of the zip has {end.Length} bytes for {end.Records} files, which no checkpoint has. It is damaged: fetch it again");
        var directory = new byte[end.Length];
        file.Read(end.Position, directory);
        var records = new Dictionary<string, ZipRecord>(StringComparer.Ordinal);
        var rest = directory.AsSpan();
        for (long number = 0; number < end.Records; number++)
        {
            var record = Next(file, ref rest, end.Position);
            if (!records.TryAdd(record.Name, record))
                throw Refuse(file, $"\"{record.Name}\" is in the zip twice. Which of the two is meant is unknown: fetch it again");
        }
        if (rest.Length > 0)
            throw Refuse(file, $"{rest.Length} bytes of the directory of the zip belong to no file. It is damaged: fetch it again");
        RequireApart(file, records.Values);
        return records;
    }

    private static ZipRecord Next(MappedFile file, ref Span<byte> rest, long limit)
    {
        if (rest.Length < EntryBytes || BinaryPrimitives.ReadUInt32LittleEndian(rest) != EntryMark)
            throw Refuse(file, "the directory of the zip is damaged. Fetch it again");
        var (nameLength, extraLength, commentLength) = (Word(rest, 28), Word(rest, 30), Word(rest, 32));
        if (rest.Length < EntryBytes + nameLength + extraLength + commentLength)
            throw Refuse(file, "the directory of the zip is cut off. Fetch it again");
        var entry = rest[..EntryBytes];
        var nameBytes = rest.Slice(EntryBytes, nameLength);
        var place = ZipPlace.Read(entry, rest.Slice(EntryBytes + nameLength, extraLength));
        rest = rest[(EntryBytes + nameLength + extraLength + commentLength)..];
        var name = Name(file, nameBytes);
        if ((Word(entry, 8) & 1) != 0)
            throw Refuse(file, $"\"{name}\" in the zip is encrypted. Save it without a password");
        if (Word(entry, 10) != 0 || place.Packed != place.Length)
            throw Refuse(file, $"\"{name}\" in the zip is compressed. torch.save stores files as they are, and what is compressed may be of any size: unpack it and save it again");
        var position = DataStart(file, name, nameBytes, place.Header, limit);
        if (place.Length < 0 || place.Length > limit - position)
            throw Refuse(file, $"\"{name}\" in the zip has {place.Length} bytes at {position}, beyond the {limit} that are there. It is truncated or damaged: fetch it again");
        return new ZipRecord(name, place.Header, position, place.Length);
    }

    /// <summary>Behind the file's own header, which has room to align the bytes. Sizes stand in the directory only.</summary>
    private static long DataStart(MappedFile file, string name, ReadOnlySpan<byte> nameBytes, long header, long limit)
    {
        if (header < 0 || limit - header < HeaderBytes + nameBytes.Length)
            throw Refuse(file, $"\"{name}\" in the zip begins at {header}, beyond the {limit} bytes that are there. It is truncated or damaged: fetch it again");
        var bytes = new byte[HeaderBytes + nameBytes.Length];
        file.Read(header, bytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != HeaderMark || !nameBytes.SequenceEqual(bytes.AsSpan(HeaderBytes)) || Word(bytes, 26) != nameBytes.Length)
            throw Refuse(file, $"\"{name}\" in the zip does not begin at {header}, where the directory says. It is damaged: fetch it again");
        return header + HeaderBytes + nameBytes.Length + Word(bytes, 28);
    }

    private static void RequireApart(MappedFile file, IEnumerable<ZipRecord> records)
    {
        ZipRecord? previous = null;
        foreach (var record in records.OrderBy(r => r.Header))
        {
            if (previous is not null && record.Header < previous.Position + previous.Length)
                throw Refuse(file, $"\"{record.Name}\" in the zip overlaps \"{previous.Name}\". It is damaged: fetch it again");
            previous = record;
        }
    }

    private static string Name(MappedFile file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new CheckpointException($"{file.Path}: a file in the zip has a name that is no UTF-8. It is damaged: fetch it again.", e);
        }
    }

    private static int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static CheckpointException Refuse(MappedFile file, string message) => new($"{file.Path}: {message}.");
}
