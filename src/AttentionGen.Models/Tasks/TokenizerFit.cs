using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>Whether a tokenizer belongs to a model.</summary>
internal static class TokenizerFit
{
    /// <summary>The model, or its end.</summary>
    /// <param name="folder">Where both are from, for the message.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="model">A model whose global tokens are chosen by separators. It is disposed of where it does not fit.</param>
    /// <exception cref="CheckpointException">The model lacks embeddings for tokens, or knows other ids for the separator or the padding.</exception>
    public static T Require<T>(string folder, RobertaTokenizer tokenizer, T model) where T : LongformerHeadModel
    {
        var (config, special) = (model.Config, tokenizer.Special);
        var problem = config.VocabSize < tokenizer.VocabularySize ? $"the model has {config.VocabSize} word embeddings for {tokenizer.VocabularySize} tokens"
            : config.SepTokenId != special.Eos.Id ? $"the model's separator is {config.SepTokenId} (sep_token_id), the tokenizer's {special.Eos.Id}"
            : config.PadTokenId != special.Pad.Id ? $"the model's padding is {config.PadTokenId} (pad_token_id), the tokenizer's {special.Pad.Id}"
            : null;
        if (problem is null)
            return model;
        model.Dispose();
        throw new CheckpointException($"{folder}: tokenizer and model do not belong together: {problem}. Put the tokenizer that the model was trained with into the folder.");
    }
}
