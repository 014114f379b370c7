using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AttentionGen.Models.Training;

/// <summary>Looks for bytes that are no text.</summary>
internal static class Utf8Check
{
    /// <summary>The first byte that begins no character, from 0; null where all is UTF-8.</summary>
    public static int? Invalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return null;
        var place = 0;
        while (Rune.DecodeFromUtf8(bytes[place..], out _, out var length) == OperationStatus.Done)
            place += length;
        return place;
    }
}
