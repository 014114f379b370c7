using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Tokenization;

/// <summary>All that a folder says of its tokenizer.</summary>
/// <param name="Vocabulary">Tokens and merges.</param>
/// <param name="Special">The special tokens.</param>
/// <param name="AddPrefixSpace">Whether a text that begins without a space gets one.</param>
/// <param name="TrimOffsets">Whether offsets leave leading spaces out.</param>
internal sealed record TokenizerDefinition(BpeVocabulary Vocabulary, SpecialTokens Special, bool AddPrefixSpace, bool TrimOffsets)
{
    /// <summary>Reads tokenizer.json, or vocab.json and merges.txt.</summary>
    public static TokenizerDefinition Read(string folder)
    {
        string[] paths = [.. new[] { "tokenizer.json", "vocab.json", "merges.txt" }.Select(f => Path.Combine(folder, f))];
        var roles = TokenizerConfig.Read(folder);
        if (File.Exists(paths[0]))
        {
            var (vocabulary, prefix, trim) = TokenizerJsonReader.Read(paths[0]);
            return new(vocabulary, roles.Resolve(vocabulary, paths[0]), roles.AddPrefixSpace ?? prefix, trim);
        }
        if (File.Exists(paths[1]) && File.Exists(paths[2]))
        {
            var vocabulary = VocabularyFiles.Read(paths[1], paths[2]);
            return new(vocabulary, roles.Resolve(vocabulary, paths[1]), roles.AddPrefixSpace ?? false, TrimOffsets: true);
        }
        throw new CheckpointException($"{folder} has no tokenizer: it needs tokenizer.json, or vocab.json and merges.txt, and has {Present()}.");

        string Present() => string.Join(", ", paths.Where(File.Exists).Select(Path.GetFileName)) is { Length: > 0 } some ? $"only {some}" : "none of them";
    }
}
