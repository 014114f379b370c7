using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>Folders of tasks that read two texts, whose separators say which tokens are global.</summary>
internal static class PairFolder
{
    /// <inheritdoc cref="TaskFolder.Open(string, string?)"/>
    public static RobertaTokenizer Open(string folder, string architecture)
    {
        var (tokenizer, config) = TaskFolder.Open(folder, architecture);
        return config.SepTokenId == tokenizer.Special.Eos.Id ? tokenizer : throw new CheckpointException(
            $"{folder}: the tokenizer separates texts by id {tokenizer.Special.Eos.Id} (\"{tokenizer.Special.Eos.Text}\"), the model by sep_token_id {config.SepTokenId}. They belong to different models.");
    }
}
