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

    private readonly Example[] _documents;
    private readonly RobertaTokenizer _tokenizer;

    public MaskedDocuments(IEnumerable<string> texts, RobertaTokenizer tokenizer)
    {
        var masked = Recipe.Masked(tokenizer);
        _tokenizer = tokenizer;
        _documents = [.. texts.Select((text, number) => masked.Apply(new Example(Begin(text, number)), new SeededRandom(Recipe.Seed, number)))];
        Guesses = [.. _documents.Select(d => d.Labels.Count(label => label != Batch.NoLabel))];
    }

    /// <summary>Hidden tokens of each document.</summary>
    public IReadOnlyList<int> Guesses { get; }

    /// <summary>The loss of each document, in bits per hidden token.</summary>
    /// <param name="model">The model.</param>
    /// <param name="whole">Whether it reads a document at once, instead of in pieces of 512.</param>
    /// <param name="cancellation">Ends it.</param>
    public double[] Bits(LongformerForMaskedLM model, bool whole, CancellationToken cancellation)
    {
        using var noGrad = no_grad();
        var objective = new MaskedLMObjective(model);
        return [.. _documents.Select(document =>
        {
            var pieces = new ExampleList(Pieces.Cut(document, _tokenizer, whole ? Tokens + 2 : Recipe.ShortLength));
            return new Validation(objective, pieces).Run(cancellation)["loss"] / Math.Log(2);
        })];
    }

    private int[] Begin(string text, int number)
    {
        var ids = _tokenizer.EncodeToIds(text, addSpecialTokens: false);
        return ids.Length >= Tokens ? ids[..Tokens]
            : throw new TrainingException($"Document {number} has {ids.Length:N0} tokens, but {Tokens:N0} are compared. Hold out longer documents.");
    }
}
