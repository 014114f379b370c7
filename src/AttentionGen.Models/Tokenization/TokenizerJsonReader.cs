using System.Text.Json;

namespace AttentionGen.Models.Tokenization;

/// <summary>Hugging Face's tokenizer.json. All that would change the ids and is not done here is refused.</summary>
internal static class TokenizerJsonReader
{
    /// <summary>Reads a file.</summary>
    public static (BpeVocabulary Vocabulary, bool AddPrefixSpace, bool TrimOffsets) Read(string path) => TokenizerJson.Read(path, root =>
    {
        Check(path, root);
        var entries = Entries(path, root);
        var vocabulary = new BpeVocabulary(path, entries, Merges(path, root));
        foreach (var (key, end) in new[] { ("post_processor.cls", "cls"), ("post_processor.sep", "sep") })
        {
            if (TokenizerJson.Find(root, key) is not { ValueKind: JsonValueKind.Array } pair || pair.GetArrayLength() != 2
                || pair[0].ValueKind != JsonValueKind.String || $"{vocabulary.IdOf(pair[0].GetString()!)}" != pair[1].GetRawText())
                throw TokenizerJson.Refuse(path, key, TokenizerJson.Find(root, key)?.GetRawText(), $"the {end} token and its id in the vocabulary");
        }
        return (vocabulary,
            TokenizerJson.Flag(path, root, "pre_tokenizer.add_prefix_space", missing: true),
            TokenizerJson.Flag(path, root, "post_processor.trim_offsets", missing: true));
    });

    private static void Check(string path, JsonElement root)
    {
        // Old files do not name the model's kind; only BPE has merges.
        TokenizerJson.Expect(path, root, "model.type", "\"BPE\"", null);
        TokenizerJson.Expect(path, root, "pre_tokenizer.type", "\"ByteLevel\"");
        TokenizerJson.Expect(path, root, "pre_tokenizer.use_regex", "true", null);
        TokenizerJson.Expect(path, root, "post_processor.type", "\"RobertaProcessing\"");
        TokenizerJson.Expect(path, root, "decoder.type", "\"ByteLevel\"", null);
        TokenizerJson.Expect(path, root, "normalizer", [null]);
        TokenizerJson.Expect(path, root, "model.dropout", "0", "0.0", null);
        TokenizerJson.Expect(path, root, "model.continuing_subword_prefix", "\"\"", null);
        TokenizerJson.Expect(path, root, "model.end_of_word_suffix", "\"\"", null);
        TokenizerJson.Expect(path, root, "model.byte_fallback", "false", null);
        TokenizerJson.Expect(path, root, "model.ignore_merges", "false", null);
    }

    private static List<SpecialToken> Entries(string path, JsonElement root)
    {
        if (TokenizerJson.Find(root, "model.vocab") is not { ValueKind: JsonValueKind.Object } vocabulary)
            throw TokenizerJson.Refuse(path, "model.vocab", TokenizerJson.Find(root, "model.vocab")?.GetRawText(), "an object of tokens and ids");
        var entries = VocabularyFiles.Entries(path, vocabulary);
        var known = entries.ToHashSet();
        foreach (var added in List(path, root, "added_tokens", missing: true))
        {
            if (TokenizerJson.Find(added, "content") is not { ValueKind: JsonValueKind.String } content
                || TokenizerJson.Find(added, "id") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out var id))
                throw TokenizerJson.Refuse(path, "added_tokens", added.GetRawText(), "a list of objects with \"content\" and \"id\"");
            // Such a token is cut out of every text before the merges.
            if (!TokenizerJson.Flag(path, added, "special", missing: false))
                throw TokenizerJson.Refuse(path, "added_tokens", added.GetRawText(), "special tokens only");
            if (known.Add(new(content.GetString()!, id)))
                entries.Add(new(content.GetString()!, id));
        }
        return entries;
    }

    private static IEnumerable<(string Left, string Right, string Where)> Merges(string path, JsonElement root)
    {
        var number = 0;
        foreach (var merge in List(path, root, "model.merges", missing: false))
        {
            // "a b", or ["a", "b"] in files of newer tools.
            var where = $"{path}, model.merges[{number++}]";
            yield return merge.ValueKind switch
            {
                JsonValueKind.String => VocabularyFiles.Split(merge.GetString()!, where),
                JsonValueKind.Array when merge.GetArrayLength() == 2 && merge.EnumerateArray().All(p => p.ValueKind == JsonValueKind.String) => (merge[0].GetString()!, merge[1].GetString()!, where),
                _ => throw TokenizerJson.Refuse(path, $"model.merges[{number - 1}]", merge.GetRawText(), "two tokens"),
            };
        }
    }

    private static IEnumerable<JsonElement> List(string path, JsonElement root, string key, bool missing) => TokenizerJson.Find(root, key) switch
    {
        null when missing => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        var other => throw TokenizerJson.Refuse(path, key, other?.GetRawText(), "a list"),
    };
}
