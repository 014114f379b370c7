using System.Buffers.Binary;

namespace AttentionGen.CheckpointFuzz.Mutations;

/// <summary>Changes that know nothing of any format.</summary>
internal static class ByteMutations
{
    private static readonly ulong[] s_extremes =
        [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, 1UL << 53, long.MaxValue, 1UL << 63, ulong.MaxValue];

    public static readonly Func<byte[], Random, byte[]>[] All = [Flip, Flip, Truncate, Cut, Repeat, Splice, Number, Number];

    /// <summary>Any number, of 1, 2, 4 or 8 bytes.</summary>
    public static void Extreme(Span<byte> bytes, Random random)
    {
        Span<byte> number = stackalloc byte[8];
        var value = random.Next(4) == 0 ? (ulong)random.NextInt64(4096) : s_extremes[random.Next(s_extremes.Length)] + (ulong)random.Next(3) - 1;
        BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        var width = Math.Min(1 << random.Next(4), bytes.Length);
        number[..width].CopyTo(bytes);
    }

    private static byte[] Flip(byte[] file, Random random)
    {
        byte[] changed = [.. file];
        for (var i = random.Next(1, 9); i > 0 && changed.Length > 0; i--)
            changed[random.Next(changed.Length)] ^= (byte)(random.Next(2) == 0 ? 1 << random.Next(8) : random.Next(256));
        return changed;
    }

    private static byte[] Truncate(byte[] file, Random random) => file[..random.Next(file.Length + 1)];

    private static byte[] Cut(byte[] file, Random random)
    {
        var (start, length) = Range(file, random);
        return [.. file[..start], .. file[(start + length)..]];
    }

    private static byte[] Repeat(byte[] file, Random random)
    {
        var (start, length) = Range(file, random);
        return [.. file[..start], .. Enumerable.Repeat(file[start..(start + length)], random.Next(2, 5)).SelectMany(b => b), .. file[(start + length)..]];
    }

    /// <summary>A part of another file, or of the same one, in place of a part or between two.</summary>
    private static byte[] Splice(byte[] file, Random random)
    {
        byte[][] files = [.. Seeds.All[random.Next(Seeds.All.Count)].Files.Values];
        var other = random.Next(2) == 0 ? file : files[random.Next(files.Length)];
        var (from, length) = Range(other, random);
        var at = random.Next(file.Length + 1);
        var replaced = random.Next(2) == 0 ? Math.Min(length, file.Length - at) : 0;
        return [.. file[..at], .. other[from..(from + length)], .. file[(at + replaced)..]];
    }

    private static byte[] Number(byte[] file, Random random)
    {
        byte[] changed = [.. file];
        if (changed.Length > 0)
            Extreme(changed.AsSpan(random.Next(changed.Length)), random);
        return changed;
    }

    private static (int Start, int Length) Range(byte[] file, Random random)
    {
        var start = random.Next(file.Length + 1);
        return (start, random.Next(Math.Min(file.Length - start, 1 << random.Next(12)) + 1));
    }
}
