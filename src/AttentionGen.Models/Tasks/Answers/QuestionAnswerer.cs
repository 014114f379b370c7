using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Questions to answers that stand in a text: a tokenizer and a Longformer that finds where an answer starts and ends. The question's tokens
/// are global. A context that does not fit is read in windows that overlap, each beside the question. One instance serves all threads.
/// </summary>
public sealed class QuestionAnswerer : IDisposable
{
    private readonly LongformerForQuestionAnswering _model;
    private readonly Device? _device;

    private QuestionAnswerer(RobertaTokenizer tokenizer, LongformerForQuestionAnswering model, Device? device) =>
        (Tokenizer, _model, _device) = (tokenizer, model, device);

    /// <summary>The tokenizer.</summary>
    public RobertaTokenizer Tokenizer { get; }

    /// <summary>Most tokens of a window, question and special tokens included.</summary>
    public int MaxLength => _model.Config.MaxLength;

    /// <summary>A question answerer from a Hugging Face folder: the model's files and the tokenizer's.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="Checkpoints.CheckpointException">A file is missing or cannot be used, or tokenizer and model do not belong together.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static QuestionAnswerer FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForQuestionAnswering.FromPretrained(folder, pattern, device, dtype), device);

    /// <summary>The same on a pattern that is compiled from the folder's configuration, whatever its windows: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="Checkpoints.CheckpointException">A file is missing or cannot be used, or tokenizer and model do not belong together.</exception>
    public static QuestionAnswerer FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForQuestionAnswering.FromPretrained(folder, device, dtype), device);

    private static QuestionAnswerer Create(string folder, Func<LongformerForQuestionAnswering> load, Device? device) =>
        new(PairFolder.Open(folder, nameof(LongformerForQuestionAnswering)), load(), device);

    /// <summary>The answer to a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="context">The text that may hold the answer. One without any text has no answer.</param>
    /// <param name="options">How to search.</param>
    /// <param name="cancellation">Stops the work before the next windows are read.</param>
    /// <exception cref="ArgumentException">The question leaves no room for the context, a text holds half of a surrogate pair, or an option cannot be used.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public Answer Answer(string question, string context, AnswerOptions? options = null, CancellationToken cancellation = default) =>
        Answer([new(question, context)], options, null, cancellation)[0];

    /// <summary>The answers to questions, in their order. Windows of like length are read together, whatever question they belong to.</summary>
    /// <param name="questions">The questions, each with its context.</param>
    /// <param name="options">How to search.</param>
    /// <param name="progress">Is told how many more questions are answered.</param>
    /// <param name="cancellation">Stops the work before the next windows are read.</param>
    /// <inheritdoc cref="Answer(string, string, AnswerOptions?, CancellationToken)"/>
    public Answer[] Answer(
        IReadOnlyList<ContextQuestion> questions, AnswerOptions? options = null, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var how = (options ?? new()).Checked(MaxLength);
        var read = questions.Select(question =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new QuestionInWindows(question, Tokenizer, how, MaxLength);
        }).ToArray();
        int[][] windows = [.. read.SelectMany(question => question.Windows)];
        var share = new ShareProgress(progress, read.Length, windows.Length);
        var logits = LengthBatches.Run(windows, _model.Config.PadTokenId, _device, how.TokenBudget, share.Add, cancellation, Logits);
        var first = 0;
        var answers = read.Select(question => question.Answer(logits.AsSpan((first += question.Windows.Length) - question.Windows.Length, question.Windows.Length), how)).ToArray();
        share.End();
        return answers;
    }

    /// <summary>Refuses a question that the model cannot read, without running it: for callers that go on with other questions.</summary>
    /// <param name="question">The question.</param>
    /// <param name="options">How its answer shall be searched.</param>
    /// <exception cref="ArgumentException">The question leaves no room for the context, a text holds half of a surrogate pair, or an option cannot be used.</exception>
    public void Check(ContextQuestion question, AnswerOptions? options = null) => _ = new QuestionInWindows(question, Tokenizer, (options ?? new()).Checked(MaxLength), MaxLength);

    /// <summary>Frees the model.</summary>
    public void Dispose() => _model.Dispose();

    /// <summary>For each row start and end alternately of each token, padding included.</summary>
    private double[][] Logits(LongformerInput input) => Inference.Run(_model, () =>
    {
        var logits = _model.call(input, null).Logits.to(ScalarType.Float64); // (batch, length, 2)
        return FiniteOutputs.Require([.. logits.cpu().data<double>()], _model).Chunk((int)logits.shape[1] * 2).ToArray();
    });
}
