using System.Text.Json;
using AttentionGen.Models.Tokenization;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Tokenization;

/// <summary>RoBERTa's vocabulary, and what other implementations make of texts with it.</summary>
internal static class Vectors
{
    private static readonly Lazy<RobertaTokenizer> s_roberta = new(() => RobertaTokenizer.FromPretrained(Folder));

    public static string Folder => SharedData.Path("roberta-bpe");

    public static RobertaTokenizer Roberta => Folder.Length > 0 ? s_roberta.Value : null!;

    public static IEnumerable<JsonElement> Lines(params string[] path) =>
        File.ReadLines(SharedData.Path(path)).Select(l => JsonDocument.Parse(l).RootElement);

    public static int[] Ids(this JsonElement vector) => [.. vector.GetProperty("ids").EnumerateArray().Select(i => i.GetInt32())];

    public static string Text(this JsonElement vector, string key = "text") => vector.GetProperty(key).GetString()!;

    /// <summary>Offsets in code points, as Hugging Face counts.</summary>
    public static (int, int)[] CodePoints(this EncodedText encoded, string text)
    {
        var points = new int[text.Length + 1];
        var (at, point) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            points[at] = point++;
            at += rune.Utf16SequenceLength;
        }
        points[at] = point;
        return [.. encoded.Offsets.Select(o => (points[o.Start], points[o.End]))];
    }
}
