using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;

namespace TrainSummarizer;

/// <summary>Documents and summaries as tokens.</summary>
internal static class TokenizedDocuments
{
    /// <summary>Each document as one example: its first tokens to read, its summary's first to write, each between begin and end.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="source">Most tokens to read.</param>
    /// <param name="target">Most tokens to write.</param>
    public static ExampleList Of(IEnumerable<Document> documents, RobertaTokenizer tokenizer, int source, int target) => new(
        documents.AsParallel().AsOrdered().Select(d => new Example(Cut(tokenizer.EncodeToIds(d.Read), source)) { Labels = Cut(tokenizer.EncodeToIds(d.Summary), target) }));

    /// <summary>The first tokens, and the last, which is the end.</summary>
    public static int[] Cut(int[] ids, int length) => ids.Length <= length ? ids : [.. ids[..(length - 1)], ids[^1]];
}
