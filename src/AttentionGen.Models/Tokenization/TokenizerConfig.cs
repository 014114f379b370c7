using System.Text.Json;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Tokenization;

/// <summary>Which token has which role: from tokenizer_config.json and special_tokens_map.json, else RoBERTa's names.</summary>
internal sealed class TokenizerConfig
{
    private readonly Dictionary<string, (string Text, string Path)> _names = [];

    /// <summary>What tokenizer_config.json says of the space before a text; null when nothing.</summary>
    public bool? AddPrefixSpace { get; private set; }

    /// <summary>Reads the files that are there.</summary>
    public static TokenizerConfig Read(string folder)
    {
        var config = new TokenizerConfig();
        foreach (var path in new[] { "tokenizer_config.json", "special_tokens_map.json" }.Select(f => Path.Combine(folder, f)).Where(File.Exists))
            TokenizerJson.Read(path, root => config.Add(path, root));
        return config;
    }

    /// <summary>Finds the special tokens in a vocabulary.</summary>
    public SpecialTokens Resolve(BpeVocabulary vocabulary, string vocabularyPath)
    {
        var special = new SpecialTokens(Find("bos_token", "<s>"), Find("pad_token", "<pad>"), Find("eos_token", "</s>"), Find("unk_token", "<unk>"), Find("mask_token", "<mask>"));
        Same("cls_token", special.Bos, "bos_token");
        Same("sep_token", special.Eos, "eos_token");
        return special;

        SpecialToken Find(string role, string usual)
        {
            var (text, path) = _names.GetValueOrDefault(role, (usual, vocabularyPath));
            return vocabulary.IdOf(text) is { } id ? new(text, id)
                : throw new CheckpointException($"{path}: the {role}, \"{text}\", is not in the vocabulary, {vocabularyPath}. Name the right one as \"{role}\" in tokenizer_config.json.");
        }

        void Same(string role, SpecialToken token, string other)
        {
            if (_names.TryGetValue(role, out var name) && name.Text != token.Text)
                throw TokenizerJson.Refuse(name.Path, role, $"\"{name.Text}\"", $"\"{token.Text}\", as {other} is: RoBERTa has one token for both");
        }
    }

    private bool Add(string path, JsonElement root)
    {
        foreach (var role in new[] { "bos_token", "pad_token", "eos_token", "unk_token", "mask_token", "cls_token", "sep_token" })
        {
            // Either the text, or an object that holds it as "content".
            if (TokenizerJson.Find(root, role) is not { } value)
                continue;
            var text = value.ValueKind == JsonValueKind.Object ? TokenizerJson.Find(value, "content") : value;
            if (text is not { ValueKind: JsonValueKind.String })
                throw TokenizerJson.Refuse(path, role, value.GetRawText(), "a text, or an object with a text as \"content\"");
            _names.TryAdd(role, (text.Value.GetString()!, path));
        }
        if (TokenizerJson.Find(root, "add_prefix_space") is not null)
            AddPrefixSpace ??= TokenizerJson.Flag(path, root, "add_prefix_space", missing: false);
        return true;
    }
}
