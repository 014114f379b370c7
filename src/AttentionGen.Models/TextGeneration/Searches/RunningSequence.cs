using AttentionGen.Models.TextGeneration.Settings;
using AttentionGen.Models.TextGeneration.Texts;

namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>A sequence that grows token by token.</summary>
internal sealed class RunningSequence(GenerationPlan plan, int index)
{
    private readonly int _input = index / plan.Config.NumReturnSequences;
    private readonly List<int> _ids = [.. plan.Start[index / plan.Config.NumReturnSequences]];
    private RowText _text = RowText.Empty;
    private int _shown;

    /// <summary>Its place in the result.</summary>
    public int Index => index;

    /// <summary>Its tokens.</summary>
    public IReadOnlyList<int> Ids => _ids;

    /// <summary>What it has become; null while it grows.</summary>
    public GeneratedSequence? Result { get; private set; }

    /// <summary>Takes a token, says whether it was the last, and tells who listens.</summary>
    public void Add(int token)
    {
        _ids.Add(token);
        var isEnd = plan.IsEnd(token);
        if (plan.Texts is not null && !isEnd)
            _text = plan.Texts.Append(_text, _ids[plan.StartLength..]);
        if (isEnd || _text.Stop is not null || _ids.Count == plan.MaxLength)
            Result = plan.Finish(_input, _ids, plan.Texts is null ? null : _text,
                isEnd ? FinishReason.EndToken : _text.Stop is not null ? FinishReason.StopString : FinishReason.Length);
        if (plan.OnToken is { } tell)
            tell(new(index, token, NewText(), Result is not null));
    }

    private string NewText()
    {
        if (plan.Texts is null)
            return "";
        var text = Result?.Text ?? _text.Text;
        var end = Result is null ? plan.Texts.Showable(_text) : text.Length;
        var piece = text[_shown..Math.Max(_shown, end)];
        _shown += piece.Length;
        return piece;
    }
}
