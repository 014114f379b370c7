using System.Buffers.Binary;
using System.Text;

namespace AttentionGen.CheckpointFuzz.Files;

/// <summary>Writes a pickle of protocol 2, opcode by opcode, in the order and with the memo of CPython's pickler.</summary>
public sealed class PickleBytes
{
    private readonly MemoryStream _bytes = new();
    private readonly Dictionary<string, int> _memo = new(StringComparer.Ordinal);
    private int _memoized;

    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>Bytes as they are.</summary>
    public PickleBytes Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Opcodes without arguments, as characters.</summary>
    public PickleBytes Ops(string opcodes) => Raw([.. opcodes.Select(c => (byte)c)]);

    /// <summary>PROTO 2.</summary>
    public PickleBytes Start() => Raw(0x80, 2);

    /// <summary>Keeps the top of the stack: BINPUT, or LONG_BINPUT from 256 on.</summary>
    public PickleBytes Put()
    {
        var number = _memoized++;
        return number < 256 ? Raw((byte)'q', (byte)number) : Raw([(byte)'r', .. Little(number)]);
    }

    /// <summary>A text; the second time a reference to the first.</summary>
    public PickleBytes Text(string text) => Remembered("text " + text, () => Raw([(byte)'X', .. Little(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)]));

    /// <summary>A type or function; the second time a reference to the first.</summary>
    public PickleBytes Global(string module, string name) =>
        Remembered($"global {module}.{name}", () => Raw(Encoding.UTF8.GetBytes($"c{module}\n{name}\n")));

    /// <summary>A whole number, in the shortest form.</summary>
    public PickleBytes Number(long value)
    {
        if (value is >= 0 and < 256)
            return Raw((byte)'K', (byte)value);
        if (value is >= 0 and < 65536)
            return Raw((byte)'M', (byte)value, (byte)(value >> 8));
        if (value is >= int.MinValue and <= int.MaxValue)
            return Raw([(byte)'J', .. Little((int)value)]);
        var digits = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(digits, value);
        return Raw([0x8a, 8, .. digits]);
    }

    /// <summary>A tuple of whole numbers.</summary>
    public PickleBytes Tuple(params ReadOnlySpan<long> numbers)
    {
        if (numbers.Length == 0)
            return Ops(")");
        if (numbers.Length > 3)
            Ops("(");
        foreach (var number in numbers)
            Number(number);
        return (numbers.Length > 3 ? Ops("t") : Raw((byte)(0x84 + numbers.Length))).Put();
    }

    /// <summary>An empty OrderedDict.</summary>
    public PickleBytes OrderedDict() => Global("collections", "OrderedDict").Ops(")R").Put();

    private PickleBytes Remembered(string what, Action write)
    {
        if (_memo.TryGetValue(what, out var number))
            return number < 256 ? Raw((byte)'h', (byte)number) : Raw([(byte)'j', .. Little(number)]);
        write();
        _memo[what] = _memoized;
        return Put();
    }

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
