using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;

namespace TrainClassifier;

/// <summary>Reviews as the model reads them.</summary>
internal static class TokenizedReviews
{
    /// <summary>Each review as one example: all its tokens, or the first of them between begin and end.</summary>
    /// <param name="reviews">The reviews.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="maxLength">Most tokens, special ones included.</param>
    public static ExampleList Of(IEnumerable<Review> reviews, RobertaTokenizer tokenizer, int maxLength) => new(
        reviews.AsParallel().AsOrdered().Select(review => new Example(Cut(tokenizer.EncodeToIds(review.Text), maxLength))
        {
            Labels = review.Label is { } label ? [label] : [],
        }));

    private static int[] Cut(int[] ids, int maxLength) => ids.Length <= maxLength ? ids : [.. ids[..(maxLength - 1)], ids[^1]];
}
