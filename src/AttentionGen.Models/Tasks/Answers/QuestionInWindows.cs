using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>A question with its context as token ids, in as many windows as the context takes.</summary>
internal sealed class QuestionInWindows
{
    /// <summary>Special tokens of a window: one before the question, two behind it, one behind the context.</summary>
    private const int Specials = 4;

    private const int UsualStride = 128;

    private readonly string _context;
    private readonly EncodedText _encoded;
    private readonly (int Start, int End)[] _windows;
    private readonly int[] _question;

    /// <exception cref="ArgumentException">The question leaves too little room, or a text holds half of a surrogate pair.</exception>
    public QuestionInWindows(ContextQuestion question, RobertaTokenizer tokenizer, AnswerOptions options, int maxLength)
    {
        _context = question.Context;
        _question = tokenizer.EncodeToIds(question.Question, addSpecialTokens: false);
        _encoded = tokenizer.Encode(question.Context, addSpecialTokens: false);
        _windows = string.IsNullOrWhiteSpace(question.Context) ? [] : Cut(_question.Length, _encoded.Ids.Count, options, options.WindowTokens ?? maxLength);
        var (bos, eos) = (tokenizer.Special.Bos.Id, tokenizer.Special.Eos.Id);
        Windows = [.. _windows.Select(w => (int[])[bos, .. _question, eos, eos, .. _encoded.Ids.Skip(w.Start).Take(w.End - w.Start), eos])];
    }

    /// <summary>The ids of each window: <c>&lt;s> question &lt;/s>&lt;/s> part of the context &lt;/s></c>. None for a context without any text.</summary>
    public int[][] Windows { get; }

    /// <summary>The answer.</summary>
    /// <param name="logits">For each window, start and end alternately of each of its tokens; what stands behind those does not matter.</param>
    /// <param name="options">How to search.</param>
    public Answer Answer(ReadOnlySpan<double[]> logits, AnswerOptions options)
    {
        if (_windows.Length == 0)
            return new Answer([], null, Found: false, 0, _encoded.Ids.Count);
        var windows = new WindowLogits[_windows.Length];
        for (var i = 0; i < windows.Length; i++)
            windows[i] = WindowLogits.Of(logits[i], _windows[i], _question.Length + Specials - 1);
        var spans = BestSpans.Of(_context, _encoded.Offsets, windows, options.MaxAnswerTokens, options.Top);
        var none = windows.Min(w => w.NoAnswer);
        return new Answer(spans, none, spans.Length > 0 && !(none - spans[0].Score > options.NullThreshold), windows.Length, _encoded.Ids.Count);
    }

    private static (int Start, int End)[] Cut(int question, int context, AnswerOptions options, int most)
    {
        var room = most - question - Specials;
        if (context <= room)
            return [(0, context)];
        if (room < options.MaxAnswerTokens)
            throw new ArgumentException(
                $"A question of {question:N0} tokens leaves room for {Math.Max(room, 0):N0} tokens of the context in a window of {most:N0}, but an answer may have {options.MaxAnswerTokens:N0}. Shorten the question, or allow shorter answers only.");
        var stride = options.Stride ?? Math.Min(Math.Max(UsualStride, options.MaxAnswerTokens), room / 2);
        return stride < room ? ContextWindows.Of(context, room, stride) : throw new ArgumentException(
            $"Windows cannot share {stride:N0} tokens: beside a question of {question:N0} tokens a window of {most:N0} has room for {room:N0}. Choose a smaller {nameof(options.Stride)}.");
    }
}
