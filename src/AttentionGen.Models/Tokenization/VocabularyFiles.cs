using System.Text.Json;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Tokenization;

/// <summary>vocab.json and merges.txt.</summary>
internal static class VocabularyFiles
{
    /// <summary>Reads both.</summary>
    public static BpeVocabulary Read(string vocabularyPath, string mergesPath) =>
        new(vocabularyPath, TokenizerJson.Read(vocabularyPath, root => Entries(vocabularyPath, root)), Merges(mergesPath));

    /// <summary>An object of tokens and ids.</summary>
    public static List<SpecialToken> Entries(string path, JsonElement vocabulary)
    {
        var entries = new List<SpecialToken>();
        foreach (var property in vocabulary.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Number || !property.Value.TryGetInt32(out var id))
                throw TokenizerJson.Refuse(path, property.Name, property.Value.GetRawText(), "a whole number, the token's id");
            entries.Add(new(property.Name, id));
        }
        return entries;
    }

    /// <summary>The halves of a merge written with one space between them.</summary>
    public static (string Left, string Right, string Where) Split(string merge, string where) => merge.Split(' ') is [{ Length: > 0 } left, { Length: > 0 } right]
        ? (left, right, where)
        : throw new CheckpointException($"{where}: \"{merge}\" must be two tokens with one space between them.");

    private static IEnumerable<(string Left, string Right, string Where)> Merges(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length > 0 && !(number == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
                yield return Split(line, $"{path}, line {number}");
        }
    }
}
