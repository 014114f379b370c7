using System.Buffers.Binary;

namespace AttentionGen.Models.Checkpoints;

/// <summary>Sizes and place of a file in a zip, in 64 bits where 32 are not enough.</summary>
/// <param name="Length">Its size; negative, or beyond the zip, where the directory is damaged.</param>
/// <param name="Packed">Its size in the zip.</param>
/// <param name="Header">Where its header begins.</param>
internal readonly record struct ZipPlace(long Length, long Packed, long Header)
{
    private const int WideFields = 1;

    /// <summary>Reads them from an entry of the directory and its extra fields.</summary>
    public static ZipPlace Read(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra)
    {
        var wide = Wide(extra);
        var length = Field(entry[24..], ref wide);
        var packed = Field(entry[20..], ref wide);
        return new ZipPlace(length, packed, Field(entry[42..], ref wide));
    }

    /// <summary>The wide field holds those numbers only that the entry has no room for, in this order.</summary>
    private static long Field(ReadOnlySpan<byte> narrow, ref ReadOnlySpan<byte> wide)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(narrow);
        if (value != uint.MaxValue || wide.Length < sizeof(long))
            return value;
        var number = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[sizeof(long)..];
        return number;
    }

    private static ReadOnlySpan<byte> Wide(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(extra), BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]));
            if (length > extra.Length - 4)
                break;
            if (id == WideFields)
                return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }
        return [];
    }
}
