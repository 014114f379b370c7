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

    private QuestionAnswerer(RobertaTokenizer tokenizer, LongformerForQuestionAnswering model) => (Tokenizer, _model) = (tokenizer, model);

    /// <summary>The tokenizer.</summary>
    public RobertaTokenizer Tokenizer { get; }

    /// <summary>Most tokens of a window, question and special tokens included.</summary>
    public int MaxLength => _model.Config.MaxPositionEmbeddings - _model.Config.PadTokenId - 1;

    /// <summary>A question answerer from a Hugging Face folder: the model's files and the tokenizer's.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="Checkpoints.CheckpointException">A file is missing or cannot be used, or tokenizer and model do not belong together.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static QuestionAnswerer FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForQuestionAnswering.FromPretrained(folder, pattern, device, dtype));

    /// <summary>The same on a pattern that is compiled from the folder's configuration, whatever its windows: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    /// <exception cref="Checkpoints.CheckpointException">A file is missing or cannot be used, or tokenizer and model do not belong together.</exception>
    public static QuestionAnswerer FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Create(folder, () => LongformerForQuestionAnswering.FromPretrained(folder, device, dtype));

    private static QuestionAnswerer Create(string folder, Func<LongformerForQuestionAnswering> load)
    {
        var tokenizer = RobertaTokenizer.FromPretrained(folder);
        return new QuestionAnswerer(tokenizer, TokenizerFit.Require(folder, tokenizer, load()));
    }

    /// <summary>The answer to a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="context">The text that may hold the answer. One without any text has no answer.</param>
    /// <param name="options">How to search.</param>
    /// <param name="cancellation">Stops the work before the next windows are read.</param>
    /// <exception cref="ArgumentException">The question leaves no room for the context, a text holds half of a surrogate pair, or an option cannot be used.</exception>
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
        var answers = new Answer[read.Length];
        foreach (var i in Enumerable.Range(0, read.Length).Where(i => read[i].Complete))
            Finish(i);
        var windows = read.SelectMany((question, i) => Enumerable.Range(0, question.Windows).Select(window => (Question: i, Window: window))).ToArray();
        int[][] ids = [.. windows.Select(w => read[w.Question].Ids(w.Window))];
        foreach (var group in LengthBatches.Of(ids, how.TokenBudget))
        {
            cancellation.ThrowIfCancellationRequested();
            var logits = Logits([.. group.Select(i => ids[i])]);
            foreach (var (row, i) in group.Index())
            {
                var (question, window) = windows[i];
                read[question].Read(window, logits.AsSpan(row * (logits.Length / group.Length)));
                if (read[question].Complete)
                    Finish(question);
            }
        }
        return answers;

        void Finish(int question)
        {
            answers[question] = read[question].Answer(how);
            progress?.Invoke(1);
        }
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _model.Dispose();

    /// <summary>Start and end alternately, for each token of each row, padding included.</summary>
    private double[] Logits(int[][] rows) => Inference.Run(_model, () =>
    {
        var batch = Inference.Batch(rows, _model.Longformer);
        return _model.call(batch, null).Logits.to(ScalarType.Float64).cpu().data<double>().ToArray(); // (batch, length, 2)
    });
}
