using System.Buffers.Binary;
using System.Text;

namespace AttentionGen.Models.Checkpoints;

/// <summary>The bytes of a pickle, and the place in them.</summary>
/// <param name="bytes">All of them.</param>
internal sealed class PickleInput(byte[] bytes)
{
    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly object[] s_small = [.. Enumerable.Range(0, 256).Select(n => (object)(long)n)];

    /// <summary>The byte that comes next.</summary>
    public int Position { get; private set; }

    /// <exception cref="EndOfStreamException">There are fewer bytes.</exception>
    public ReadOnlySpan<byte> Take(long count)
    {
        if (count > bytes.Length - Position)
            throw new EndOfStreamException();
        var span = bytes.AsSpan(Position, (int)count);
        Position += (int)count;
        return span;
    }

    public byte Byte() => Take(1)[0];

    public int Word() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A whole number of up to 8 bytes behind its length; null for a longer one.</summary>
    public long? Long()
    {
        var digits = Take(Byte());
        if (digits.Length > sizeof(long))
            return null;
        long value = digits.Length > 0 && digits[^1] > 127 ? -1 : 0;
        for (var i = digits.Length - 1; i >= 0; i--)
            value = (value << 8) | digits[i];
        return value;
    }

    /// <summary>A text behind its length.</summary>
    /// <exception cref="DecoderFallbackException">It is no UTF-8.</exception>
    public string Text() => s_utf8.GetString(Take(UInt()));

    /// <summary>A module's or a type's name, up to the end of the line.</summary>
    /// <exception cref="DecoderFallbackException">It is no UTF-8.</exception>
    public string Line()
    {
        var length = bytes.AsSpan(Position).IndexOf((byte)'\n');
        if (length < 0)
            throw new EndOfStreamException();
        var line = s_utf8.GetString(Take(length));
        Take(1);
        return line;
    }

    /// <summary>A number as a value; small ones are shared.</summary>
    public static object Number(long value) => value is >= 0 and < 256 ? s_small[value] : value;
}
