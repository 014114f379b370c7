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
    private readonly Device? _device;

    private CandidateChooser(RobertaTokenizer tokenizer, LongformerForMultipleChoice model, Device? device) =>
        (Tokenizer, _model, _device) = (tokenizer, model, device);

    /// <summary>The tokenizer.</summary>
    public RobertaTokenizer Tokenizer { get; }

    /// <summary>Most tokens of a candidate with question, documents and special tokens.</summary>
    public int MaxLength => _model.Config.MaxLength;

    /// <summary>A chooser from a Hugging Face folder: the files of a multiple-choice model and the tokenizer's.</summary>
    /// <inheritdoc cref="QuestionAnswerer.FromPretrained(string, AttentionPattern, Device?, ScalarType?)"/>
    public static CandidateChooser FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForMultipleChoice.FromPretrained(folder, pattern, device, dtype), device);

    /// <inheritdoc cref="QuestionAnswerer.FromPretrained(string, Device?, ScalarType?)"/>
    public static CandidateChooser FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForMultipleChoice.FromPretrained(folder, device, dtype), device);

    private static CandidateChooser Create(string folder, Func<LongformerForMultipleChoice> load, Device? device) =>
        new(PairFolder.Open(folder, nameof(LongformerForMultipleChoice)), load(), device);

    /// <summary>The best candidate.</summary>
    /// <param name="question">The question, its candidates and documents.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="cancellation">Stops the work before the next sequences are read.</param>
    /// <exception cref="ArgumentException">There is no candidate, the text does not fit, or it holds half of a surrogate pair.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
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
        var read = questions.Select(question =>
        {
            cancellation.ThrowIfCancellationRequested();
            return ChoiceSequences.Of(question, Tokenizer, how.CutDocuments, MaxLength);
        }).ToArray();
        int[][] sequences = [.. read.SelectMany(question => question.Ids)];
        var share = new ShareProgress(progress, read.Length, sequences.Length);
        var logits = LengthBatches.Run(sequences, _model.Config.PadTokenId, _device, how.TokenBudget, share.Add, cancellation, Logits);
        var first = 0;
        var choices = read.Select((question, i) => Result(questions[i], question, logits.AsSpan((first += question.Ids.Length) - question.Ids.Length, question.Ids.Length))).ToArray();
        share.End();
        return choices;
    }

    /// <summary>Refuses a question that the model cannot read, without running it: for callers that go on with other questions.</summary>
    /// <param name="question">The question.</param>
    /// <param name="options">How it shall be read.</param>
    /// <exception cref="ArgumentException">There is no candidate, the text does not fit, or it holds half of a surrogate pair.</exception>
    public void Check(ChoiceQuestion question, ChoiceOptions? options = null) => ChoiceSequences.Of(question, Tokenizer, options?.CutDocuments == true, MaxLength);

    /// <summary>Frees the model.</summary>
    public void Dispose() => _model.Dispose();

    /// <summary>One for each sequence. A candidate's logit does not depend on the others', so that any can be read together.</summary>
    private double[] Logits(LongformerInput input) => Inference.Run(_model, () =>
    {
        var choices = input with { InputIds = input.InputIds!.unsqueeze(1), AttentionMask = input.AttentionMask!.unsqueeze(1) }; // (sequences, 1, length)
        return FiniteOutputs.Require([.. _model.call(choices, null).Logits.to(ScalarType.Float64).cpu().data<double>()], _model); // (sequences, 1)
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
