using System.Buffers.Binary;

namespace AttentionGen.Models.Checkpoints;

/// <summary>The end of a zip, which says where its directory lies.</summary>
/// <param name="Records">Number of files in it.</param>
/// <param name="Position">First byte of the directory.</param>
/// <param name="Length">Size of the directory in bytes.</param>
internal readonly record struct ZipEnd(long Records, long Position, long Length)
{
    private const int EndBytes = 22, LocatorBytes = 20, End64Bytes = 56, LongestComment = ushort.MaxValue;
    private const uint EndMark = 0x06054b50, LocatorMark = 0x07064b50, End64Mark = 0x06064b50;

    /// <summary>Finds and checks the end.</summary>
    public static ZipEnd Read(MappedFile file)
    {
        var tail = new byte[Math.Min(file.Length, EndBytes + LongestComment)];
        var tailStart = file.Length - tail.Length;
        file.Read(tailStart, tail);
        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            // A comment may hold anything, the mark too: it must reach to the end of the file.
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) == EndMark && Word(end, 20) == end.Length - EndBytes)
                return Check(file, tailStart + at, Read(file, tailStart + at, end));
        }
        throw Refuse(file, "has no end of a zip. The file is truncated: fetch it again");
    }

    private static ZipEnd Read(MappedFile file, long position, ReadOnlySpan<byte> end)
    {
        if (Word(end, 4) != 0 || Word(end, 6) != 0 || Word(end, 8) != Word(end, 10))
            throw Refuse(file, "is one part of a zip in several parts. Join the parts");
        var (records, length, start) = (Word(end, 10), Double(end, 12), Double(end, 16));
        Span<byte> locator = stackalloc byte[LocatorBytes];
        if (position >= LocatorBytes)
            file.Read(position - LocatorBytes, locator);
        if (Double(locator, 0) != LocatorMark)
            return new ZipEnd(records, start, length);
        // The end in 64 bits, for files beyond 4 GB; PyTorch writes it into small ones too.
        var position64 = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        if (position64 > (ulong)(position - LocatorBytes) || position - LocatorBytes - (long)position64 < End64Bytes)
            throw Refuse(file, $"has the end of its directory at {position64}, outside of the file. It is damaged: fetch it again");
        Span<byte> end64 = stackalloc byte[End64Bytes];
        file.Read((long)position64, end64);
        var wide = new ZipEnd(Quad(end64, 32), Quad(end64, 48), Quad(end64, 40));
        var agrees = (records == ushort.MaxValue || records == wide.Records)
            && (length == uint.MaxValue || length == wide.Length) && (start == uint.MaxValue || start == wide.Position);
        if (Double(end64, 0) != End64Mark || Quad(end64, 24) != wide.Records || !agrees)
            throw Refuse(file, "has two ends of its directory that disagree. It is damaged: fetch it again");
        return wide;
    }

    private static ZipEnd Check(MappedFile file, long position, ZipEnd end)
    {
        if (end.Position < 0 || end.Length < 0 || end.Position > position || end.Length > position - end.Position)
            throw Refuse(file, $"has a directory of {end.Length} bytes at {end.Position}, outside of the file. It is damaged: fetch it again");
        return end;
    }

    private static int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Double(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Quad(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    private static CheckpointException Refuse(MappedFile file, string message) => new($"{file.Path} {message}.");
}
