namespace AttentionGen.Models.Tasks;

/// <summary>The best of the spans that were offered, one for each place. For few of them: a list is quickest.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class TopSpans(int most)
{
    private readonly List<Span> _spans = [];

    /// <summary>A place in a text, and its score.</summary>
    public readonly record struct Span(int Start, int End, double Score);

    /// <summary>The best first; of like ones that which was offered first.</summary>
    public IReadOnlyList<Span> Spans => _spans;

    public void Offer(Span span)
    {
        if (_spans.Count == most && span.Score <= _spans[^1].Score)
            return;
        // Different spans of tokens can be the same text: tokens may hold parts of one character, or white space alone.
        var same = _spans.FindIndex(s => s.Start == span.Start && s.End == span.End);
        if (same >= 0 && _spans[same].Score >= span.Score)
            return;
        if (same >= 0)
            _spans.RemoveAt(same);
        else if (_spans.Count == most)
            _spans.RemoveAt(most - 1);
        var worse = _spans.FindIndex(s => s.Score < span.Score);
        _spans.Insert(worse < 0 ? _spans.Count : worse, span);
    }
}
