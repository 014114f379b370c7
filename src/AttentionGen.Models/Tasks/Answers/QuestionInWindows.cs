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
    private readonly WindowLogits[] _logits;
    private readonly int[] _question;
    private readonly SpecialTokens _special;
    private int _open;

    /// <exception cref="ArgumentException">The question leaves too little room, or a text holds half of a surrogate pair.</exception>
    public QuestionInWindows(ContextQuestion question, RobertaTokenizer tokenizer, AnswerOptions options, int maxLength)
    {
        (_context, _special) = (question.Context, tokenizer.Special);
        _question = tokenizer.EncodeToIds(question.Question, addSpecialTokens: false);
        _encoded = tokenizer.Encode(question.Context, addSpecialTokens: false);
        _windows = string.IsNullOrWhiteSpace(question.Context) ? [] : Cut(_question.Length, _encoded.Ids.Count, options, options.WindowTokens ?? maxLength);
        _logits = new WindowLogits[_windows.Length];
        _open = _windows.Length;
    }

    public int Windows => _windows.Length;

    /// <summary>Whether the model has said something of all windows.</summary>
    public bool Complete => _open == 0;

    /// <summary>A window's ids: <c>&lt;s> question &lt;/s>&lt;/s> part of the context &lt;/s></c>.</summary>
    public int[] Ids(int window)
    {
        var (start, end) = _windows[window];
        return [_special.Bos.Id, .. _question, _special.Eos.Id, _special.Eos.Id, .. _encoded.Ids.Skip(start).Take(end - start), _special.Eos.Id];
    }

    /// <summary>Takes what the model says of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="logits">Start and end of each of its tokens, alternately.</param>
    public void Read(int window, ReadOnlySpan<double> logits)
    {
        var (start, end) = _windows[window];
        double[] starts = new double[end - start], ends = new double[end - start];
        var tokens = logits[(2 * (_question.Length + Specials - 1))..];
        for (var i = 0; i < starts.Length; i++)
            (starts[i], ends[i]) = (tokens[2 * i], tokens[(2 * i) + 1]);
        _logits[window] = new WindowLogits(start, starts, ends, logits[0] + logits[1]);
        _open--;
    }

    /// <summary>The answer, once all windows have been read.</summary>
    public Answer Answer(AnswerOptions options)
    {
        if (_windows.Length == 0)
            return new Answer([], null, Found: false, 0, _encoded.Ids.Count);
        var spans = BestSpans.Of(_context, _encoded.Offsets, _logits, options.MaxAnswerTokens, options.Top);
        var none = _logits.Min(w => w.NoAnswer);
        return new Answer(spans, none, spans.Length > 0 && !(none - spans[0].Score > options.NullThreshold), _windows.Length, _encoded.Ids.Count);
    }

    private static (int Start, int End)[] Cut(int question, int context, AnswerOptions options, int most)
    {
        var room = most - question - Specials;
        if (context <= room)
            return [(0, context)];
        if (room < options.MaxAnswerTokens)
            throw new ArgumentException(
                $"A question of {question:N0} tokens leaves room for {Math.Max(room, 0):N0} tokens of the context in a window of {most:N0}, but an answer may have {options.MaxAnswerTokens:N0}. Shorten the question.");
        var stride = options.Stride ?? Math.Min(Math.Max(UsualStride, options.MaxAnswerTokens), room / 2);
        return stride < room ? ContextWindows.Of(context, room, stride) : throw new ArgumentException(
            $"Windows cannot share {stride:N0} tokens: beside a question of {question:N0} tokens a window of {most:N0} has room for {room:N0}. Choose a smaller {nameof(options.Stride)}.");
    }
}
