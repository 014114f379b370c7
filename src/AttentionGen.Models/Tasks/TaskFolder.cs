using System.Text.Json;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>Whether a folder is one for a task.</summary>
internal static class TaskFolder
{
    /// <summary>The folder's tokenizer and configuration, if both belong to a model of this kind.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="architecture">Hugging Face's name of the model's class; null where any will do.</param>
    /// <exception cref="CheckpointException">They do not; the message says what the folder holds instead.</exception>
    public static (RobertaTokenizer Tokenizer, LongformerConfig Config) Open(string folder, string? architecture)
    {
        var path = Path.Combine(folder, "config.json");
        if (!File.Exists(path))
            throw new CheckpointException($"{folder} has no config.json, so that it holds no model. Name a folder that a model was saved to, or fetch one with attentiongen pull.");
        var config = LongformerConfig.FromFile(path);
        if (architecture is not null && Architectures(config) is { Length: > 0 } named && !named.Contains(architecture))
            throw new CheckpointException($"{path}: the folder holds a {string.Join(", ", named)}, but the task needs a {architecture}. Name a folder of that kind.");
        var tokenizer = RobertaTokenizer.FromPretrained(folder);
        if (config.VocabSize < tokenizer.VocabularySize)
            throw new CheckpointException($"{folder}: the tokenizer has {tokenizer.VocabularySize} tokens, but the model only {config.VocabSize} word embeddings. They belong to different models.");
        // Positions are counted by the model's padding id.
        if (config.PadTokenId != tokenizer.Special.Pad.Id)
            throw new CheckpointException($"{folder}: the tokenizer pads with id {tokenizer.Special.Pad.Id} (\"{tokenizer.Special.Pad.Text}\"), the model with pad_token_id {config.PadTokenId}. They belong to different models.");
        return (tokenizer, config);
    }

    /// <summary>The classes that config.json names; none where it does not.</summary>
    private static string[] Architectures(LongformerConfig config)
    {
        using var json = JsonDocument.Parse(config.Source!);
        return json.RootElement.TryGetProperty("architectures", out var names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
            : [];
    }
}
