using System.Text;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>A tokenizer whose tokens are the 256 bytes, then whole texts; and a decoder that writes given tokens, then the end.</summary>
internal static class ByteTokens
{
    public const int End = 300, Start = 301;

    private static readonly string[] s_words = ["Hello", " world", "the end.", "ab", "bc", "€", "end"];

    public static string Decode(IReadOnlyList<int> ids) =>
        Encoding.UTF8.GetString([.. ids.SelectMany(id => id < 256 ? [(byte)id] : Encoding.UTF8.GetBytes(s_words[id - 256]))]);

    public static int Word(string word) => 256 + Array.IndexOf(s_words, word);

    public static int[] Bytes(string text) => [.. Encoding.UTF8.GetBytes(text)];

    /// <summary>Writes script after script, one for each input.</summary>
    public static TableDecoder Writing(params int[][] scripts) => new(scripts.Length, 302, (input, tokens) =>
    {
        var logits = new float[302];
        logits[tokens.Count - 1 < scripts[input].Length ? scripts[input][tokens.Count - 1] : End] = 20;
        return logits;
    }, maxLength: 500);
}
