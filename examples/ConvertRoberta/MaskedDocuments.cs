using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace ConvertRoberta;

/// <summary>Documents in which the same tokens are hidden, however they are cut: rows of the table differ by the model alone.</summary>
internal sealed class MaskedDocuments
{
    /// <summary>Tokens of each document that are read: the most that both lengths cut evenly.</summary>
    private const int Inner = Recipe.ShortLength - 2, Tokens = (Recipe.LongLength - 2) / Inner * Inner;

    /// <summary>Tokens to each side of a seam that count as near it.</summary>
    private const int Near = 4;

    private readonly Example[] _documents;
    private readonly RobertaTokenizer _tokenizer;

    public MaskedDocuments(IEnumerable<string> texts, RobertaTokenizer tokenizer)
    {
        var masked = Recipe.Masked(tokenizer);
        _tokenizer = tokenizer;
        _documents = [.. texts.Select((text, number) => masked.Apply(new Example(Begin(text, number)), new SeededRandom(Recipe.Seed, number)))];
    }

    /// <summary>The loss of each document, in bits per hidden token.</summary>
    /// <param name="model">The model.</param>
    /// <param name="whole">Whether it reads a document at once, instead of in pieces of 512.</param>
    /// <param name="cancellation">Ends it.</param>
    public DocumentBits Bits(LongformerForMaskedLM model, bool whole, CancellationToken cancellation) => Bits(model, whole, _ => true, cancellation);

    /// <summary>The same of the hidden tokens beside a seam: where pieces were cut, or where the positions of the long model begin anew.</summary>
    /// <inheritdoc cref="Bits(LongformerForMaskedLM, bool, CancellationToken)"/>
    public DocumentBits BitsAtSeams(LongformerForMaskedLM model, bool whole, CancellationToken cancellation) =>
        Bits(model, whole, token => IsNearSeam(token, whole), cancellation);

    /// <summary>Whether a token of a document stands beside a seam.</summary>
    /// <param name="token">Its number, from 0.</param>
    /// <param name="whole">Whether the document is read at once: the first seam is between positions 511 and 512, and begin has position 0.</param>
    public static bool IsNearSeam(int token, bool whole)
    {
        var (place, block) = whole ? (token + 1, Recipe.ShortLength) : (token, Inner);
        var nearest = (place + Near) / block * block; // the seam at or before the token, or at most so far behind it
        return nearest > 0 && nearest < Tokens && Math.Abs(2 * (nearest - place) - 1) < 2 * Near;
    }

    private DocumentBits Bits(LongformerForMaskedLM model, bool whole, Func<int, bool> counts, CancellationToken cancellation)
    {
        using var noGrad = no_grad();
        var objective = new MaskedLMObjective(model);
        var documents = _documents.Select(d => d with { Labels = [.. d.Labels.Select((label, token) => counts(token) ? label : Batch.NoLabel)] }).ToArray();
        return new DocumentBits(
            [.. documents.Select(d => Bits(d, objective, whole, cancellation))],
            [.. documents.Select(d => d.Labels.Count(label => label != Batch.NoLabel))]);
    }

    private double Bits(Example document, MaskedLMObjective objective, bool whole, CancellationToken cancellation)
    {
        var pieces = new ExampleList(Pieces.Cut(document, _tokenizer, whole ? Tokens + 2 : Recipe.ShortLength));
        return new Validation(objective, pieces).Run(cancellation)["loss"] / Math.Log(2);
    }

    private int[] Begin(string text, int number)
    {
        var ids = _tokenizer.EncodeToIds(text, addSpecialTokens: false);
        return ids.Length >= Tokens ? ids[..Tokens]
            : throw new TrainingException($"Document {number} has {ids.Length:N0} tokens, but {Tokens:N0} are compared. Hold out longer documents.");
    }
}
