using AttentionGen.Kernels;
using AttentionGen.Models.Led;
using AttentionGen.Models.Metrics;
using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>
/// Writes summaries of documents kept apart and compares them with those that people wrote: "rouge1", "rouge2", "rougeL" and "rougeLsum", the
/// means of F1 (<see cref="RougeMeans"/>). The first token is global.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="documents">What the encoder reads of each document, at least one token, and its reference summary.</param>
/// <param name="decode">The text of tokens, special ones left out.</param>
/// <param name="generation">How tokens are chosen; one sequence for each document.</param>
public sealed class SummaryEvaluation(
    LedForConditionalGeneration model, IReadOnlyList<(int[] Ids, string Reference)> documents, Func<IEnumerable<int>, string> decode, GenerationConfig generation) : IEvaluation
{
    /// <summary>Documents that are written about side by side, 1 or more; those of like length stand together.</summary>
    public int BatchSize { get; init; } = 8;

    /// <inheritdoc/>
    /// <exception cref="TrainingException">There are no documents.</exception>
    public IReadOnlyDictionary<string, double> Run(CancellationToken cancellation)
    {
        if (documents.Count == 0)
            throw new TrainingException("There are no documents to summarise. Check the file and what is filtered out of it.");
        var means = RougeMeans.Of(Write(cancellation).Zip(documents, (summary, document) => (summary, document.Reference)));
        return new Dictionary<string, double>
        {
            ["rouge1"] = means.Rouge1.F1, ["rouge2"] = means.Rouge2.F1, ["rougeL"] = means.RougeL.F1, ["rougeLsum"] = means.RougeLsum.F1,
        };
    }

    /// <summary>The summaries, in the documents' order.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public string[] Write(CancellationToken cancellation = default)
    {
        var summaries = new string[documents.Count];
        foreach (var indices in Enumerable.Range(0, documents.Count).OrderBy(i => documents[i].Ids.Length).Chunk(BatchSize))
        {
            using var scope = NewDisposeScope();
            using var batch = Batch.Create([.. indices.Select(i => new Example(documents[i].Ids))], model.Config.PadTokenId, model.Led.Words.device);
            using var decoder = model.StartDecoding(new LedInput
            {
                InputIds = batch.InputIds, AttentionMask = batch.AttentionMask, GlobalAttentionMask = GlobalRules.First(batch.InputIds),
            });
            foreach (var sequence in TextGenerator.Generate(decoder, generation with { NumReturnSequences = 1 }, cancellation: cancellation))
                summaries[indices[sequence.Input]] = decode(sequence.Ids.Skip(sequence.StartLength));
        }
        return summaries;
    }
}
