namespace AttentionGen.Models.Tokenization;

/// <summary>
/// The printable letter that stands for each byte in vocabularies and merges: printable Latin-1 stands for itself, the other 68
/// bytes for U+0100 and up, in their order. A space is Ġ.
/// </summary>
internal static class ByteLevelAlphabet
{
    /// <summary>The letter of a space.</summary>
    public const char Space = 'Ġ';

    private static readonly char[] s_letters = Letters();

    private static readonly Dictionary<char, byte> s_bytes = Enumerable.Range(0, 256).ToDictionary(b => s_letters[b], b => (byte)b);

    /// <summary>The letter of a byte.</summary>
    public static char LetterOf(byte value) => s_letters[value];

    /// <summary>The byte of a letter, or null for a character outside the alphabet.</summary>
    public static byte? ByteOf(char letter) => s_bytes.TryGetValue(letter, out var value) ? value : null;

    private static char[] Letters()
    {
        var next = 256;
        return [.. Enumerable.Range(0, 256).Select(b => (char)(b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? b : next++))];
    }
}
