namespace AttentionGen.Models.Tokenization;

/// <summary>A learned vocabulary: RoBERTa's special tokens (the mask last), the 256 bytes, and what was joined.</summary>
public sealed class TrainedVocabulary
{
    internal static readonly string[] First = ["<s>", "<pad>", "</s>", "<unk>"];
    internal const string Mask = "<mask>";
    internal const int SpecialCount = 5;
    internal const int FixedTokens = SpecialCount + 256;

    internal TrainedVocabulary(IEnumerable<string> learned, IReadOnlyList<(string Left, string Right)> merges) =>
        (Tokens, Merges) = ([.. First, .. learned, Mask], merges);

    /// <summary>The tokens in the order of their ids, a letter for each byte (Ġ is a space).</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The pairs of tokens that are joined, the first first.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>
    /// Writes <c>vocab.json</c>, <c>merges.txt</c>, <c>tokenizer.json</c> and <c>tokenizer_config.json</c>, which
    /// <see cref="RobertaTokenizer.FromPretrained"/> and Hugging Face's libraries read. The same vocabulary gives the same bytes.
    /// </summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        TrainedVocabularyWriter.Write(folder, this);
    }
}
