using System.Text;
using System.Text.RegularExpressions;

namespace AttentionGen.CheckpointFuzz.Mutations;

/// <summary>Changes of JSON: an index, or the header of a safetensors file, whose length is mostly made right again.</summary>
internal static partial class TextMutations
{
    private static readonly string[] s_numbers =
        ["0", "-1", "1", "2", "48", "96", "2147483647", "4294967296", "4611686018427387904", "9223372036854775807", "18446744073709551616", "1e3", "2.5", "-0", "1e999"];

    private static readonly string[] s_texts =
    [
        "\"../model-1.safetensors\"", "\"/etc/passwd\"", "\"\"", "\".\"", "\"..\"", "\"model-2.bin\"", "\"a\\\\b\"", "\"\\ud800\"", "\"\\u0000\"", "\"F32\"", "\"F64\"", "\"F8_E4M3\"",
        "\"BOOL\"", "\"weight_map\"", "\"shape\"", "\"data_offsets\"", "\"__metadata__\"", "\"embedding.weight\"", "\"scale\"", "null", "true", "[]", "{}", "[[[]]]", "[0, 0, 0]",
    ];

    /// <summary>Changes one to three tokens.</summary>
    public static byte[] Change(byte[] file, Random random)
    {
        var isHeader = file.Length > 8 && file[8] == '{';
        var end = isHeader ? (int)Math.Clamp(8 + BitConverter.ToInt64(file), 8, file.Length) : file.Length;
        var start = isHeader ? 8 : 0;
        // Each byte is one character, so that what is not touched stays as it is.
        var tokens = Token().Matches(Encoding.Latin1.GetString(file[start..end])).Select(m => m.Value).ToList();
        for (var i = random.Next(2) > 0 ? 1 : random.Next(2, 4); i > 0 && tokens.Count > 0; i--)
            ChangeToken(tokens, random);
        var text = Encoding.Latin1.GetBytes(string.Concat(tokens));
        if (!isHeader)
            return text;
        var length = random.Next(8) == 0 ? file[..8] : BitConverter.GetBytes((long)text.Length);
        return [.. length, .. text, .. file[end..]];
    }

    private static void ChangeToken(List<string> tokens, Random random)
    {
        var at = random.Next(tokens.Count);
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                Replace(t => char.IsAsciiDigit(t[0]) || t[0] == '-', s_numbers);
                break;
            case 3 or 4:
                Replace(t => t[0] == '"', [.. tokens.Where(t => t[0] == '"'), .. s_texts]);
                break;
            case 5:
                Replace(t => t[0] is '"' or '-' || char.IsAsciiLetterOrDigit(t[0]), s_texts);
                break;
            case 6:
                tokens.RemoveRange(at, random.Next(1, Math.Min(8, tokens.Count - at + 1)));
                break;
            default:
                var repeated = tokens.GetRange(at, random.Next(Math.Min(24, tokens.Count - at)));
                tokens.InsertRange(at, Enumerable.Repeat(repeated, random.Next(64) == 0 ? 2000 : 1).SelectMany(t => t).ToArray());
                break;
        }

        void Replace(Predicate<string> which, string[] by)
        {
            if (tokens.FindIndex(at, which) is >= 0 and var token)
                tokens[token] = by[random.Next(by.Length)];
        }
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"?|-?[0-9][0-9.eE+-]*|[A-Za-z_]+|\s+|.
        """, RegexOptions.Singleline)]
    private static partial Regex Token();
}
