using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Questions to the best of given answers, as in WikiHop: a tokenizer and a Longformer that scores each candidate beside the question and its
/// documents. The candidate's tokens are global. One instance serves all threads.
/// </summary>
public sealed class CandidateChooser : IDisposable
{
    private readonly LongformerForMultipleChoice _model;

    private CandidateChooser(RobertaTokenizer tokenizer, LongformerForMultipleChoice model) => (Tokenizer, _model) = (tokenizer, model);

    /// <summary>The tokenizer.</summary>
    public RobertaTokenizer Tokenizer { get; }

    /// <summary>Most tokens of a candidate with question, documents and special tokens.</summary>
    public int MaxLength => _model.Config.MaxPositionEmbeddings - _model.Config.PadTokenId - 1;

    /// <summary>A chooser from a Hugging Face folder: the files of a multiple-choice model and the tokenizer's.</summary>
    /// <inheritdoc cref="QuestionAnswerer.FromPretrained(string, AttentionPattern, Device?, ScalarType?)"/>
    public static CandidateChooser FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForMultipleChoice.FromPretrained(folder, pattern, device, dtype));

    /// <inheritdoc cref="QuestionAnswerer.FromPretrained(string, Device?, ScalarType?)"/>
    public static CandidateChooser FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForMultipleChoice.FromPretrained(folder, device, dtype));

    private static CandidateChooser Create(string folder, Func<LongformerForMultipleChoice> load)
    {
        var tokenizer = RobertaTokenizer.FromPretrained(folder);
        return new CandidateChooser(tokenizer, TokenizerFit.Require(folder, tokenizer, load()));
    }

    /// <summary>The best candidate.</summary>
    /// <param name="question">The question, its candidates and documents.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="cancellation">Stops the work before the next sequences are read.</param>
    /// <exception cref="ArgumentException">There is no candidate, the text does not fit, or it holds half of a surrogate pair.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public Choice Choose(ChoiceQuestion question, ChoiceOptions? options = null, CancellationToken cancellation = default) =>
        Choose([question], options, null, cancellation)[0];

    /// <summary>The best candidate of each question, in their order. Sequences of like length are read together, whatever question they belong to.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="progress">Is told how many more questions are decided.</param>
    /// <param name="cancellation">Stops the work before the next sequences are read.</param>
    /// <inheritdoc cref="Choose(ChoiceQuestion, ChoiceOptions?, CancellationToken)"/>
    public Choice[] Choose(
        IReadOnlyList<ChoiceQuestion> questions, ChoiceOptions? options = null, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var how = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(how.TokenBudget, 1, nameof(how.TokenBudget));
        var read = questions.Select(question =>
        {
            cancellation.ThrowIfCancellationRequested();
            return ChoiceSequences.Of(question, Tokenizer, how.CutDocuments, MaxLength);
        }).ToArray();
        int[][] ids = [.. read.SelectMany(r => r.Ids)];
        int[] owners = [.. read.SelectMany((r, i) => Enumerable.Repeat(i, r.Ids.Length))];
        int[] firsts = [.. owners.Index().DistinctBy(o => o.Item).Select(o => o.Index)], open = [.. read.Select(r => r.Ids.Length)];
        var logits = new double[ids.Length];
        var choices = new Choice[read.Length];
        foreach (var group in LengthBatches.Of(ids, how.TokenBudget))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (sequence, logit) in group.Zip(Logits([.. group.Select(i => ids[i])])))
            {
                logits[sequence] = logit;
                var owner = owners[sequence];
                if (--open[owner] > 0)
                    continue;
                choices[owner] = Result(questions[owner], read[owner], logits.AsSpan(firsts[owner], read[owner].Ids.Length));
                progress?.Invoke(1);
            }
        }
        return choices;
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _model.Dispose();

    /// <summary>One for each sequence. A candidate's logit does not depend on the others', so that any can be read together.</summary>
    private double[] Logits(int[][] rows) => Inference.Run(_model, () =>
    {
        var batch = Inference.Batch(rows, _model.Longformer);
        var choices = new LongformerInput { InputIds = batch.InputIds!.unsqueeze(1), AttentionMask = batch.AttentionMask!.unsqueeze(1) }; // (sequences, 1, length)
        return _model.call(choices, null).Logits.to(ScalarType.Float64).cpu().data<double>().ToArray(); // (sequences, 1)
    });

    private static Choice Result(ChoiceQuestion question, ChoiceSequences read, ReadOnlySpan<double> logits)
    {
        var sum = new LogSum();
        foreach (var logit in logits)
            sum.Add(logit);
        var probabilities = logits.ToArray().Select(logit => Math.Exp(logit - sum.Value)).ToArray();
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new Choice(best, question.Candidates[best], probabilities[best], probabilities, read.Tokens, read.Unread);
    }
}
