using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>Whether a folder is one for a task.</summary>
internal static class TaskFolder
{
    /// <summary>The folder's tokenizer and configuration, if both belong to a Longformer of this kind.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="architecture">Hugging Face's name of the model's class; null where any will do.</param>
    /// <exception cref="CheckpointException">They do not; the message says what the folder holds instead.</exception>
    public static (RobertaTokenizer Tokenizer, LongformerConfig Config) Open(string folder, string? architecture) =>
        Open(folder, architecture, LongformerConfig.FromFile, config => (config.VocabSize, config.PadTokenId));

    /// <summary>The folder's tokenizer and configuration, if both belong to an LED of this kind.</summary>
    /// <inheritdoc cref="Open(string, string?)"/>
    public static (RobertaTokenizer Tokenizer, LedConfig Config) OpenLed(string folder, string architecture) =>
        Open(folder, architecture, LedConfig.FromFile, config => (config.VocabSize, config.PadTokenId));

    private static (RobertaTokenizer, T) Open<T>(string folder, string? architecture, Func<string, T> read, Func<T, (int VocabSize, int PadTokenId)> words)
    {
        var path = ModelFolder.ConfigPath(folder);
        if (!File.Exists(path))
            throw new CheckpointException($"{folder} has no config.json, so that it holds no model. Name a folder that a model was saved to, or fetch one with attentiongen pull.");
        using (var file = ConfigFile.Open(path))
        {
            if (architecture is not null && file.Architectures is { Length: > 0 } named && !named.Contains(architecture))
                throw new CheckpointException($"{path}: the folder holds a {string.Join(", ", named)}, but the task needs a {architecture}. Name a folder of that kind.");
        }
        var config = read(path);
        var (vocabSize, padTokenId) = words(config);
        var tokenizer = RobertaTokenizer.FromPretrained(folder);
        if (vocabSize < tokenizer.VocabularySize)
            throw new CheckpointException($"{folder}: the tokenizer has {tokenizer.VocabularySize} tokens, but the model only {vocabSize} word embeddings. They belong to different models.");
        // A Longformer counts positions by the model's padding id.
        if (padTokenId != tokenizer.Special.Pad.Id)
            throw new CheckpointException($"{folder}: the tokenizer pads with id {tokenizer.Special.Pad.Id} (\"{tokenizer.Special.Pad.Text}\"), the model with pad_token_id {padTokenId}. They belong to different models.");
        return (tokenizer, config);
    }
}
