using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>A question's sequences, one for each candidate.</summary>
/// <param name="Ids">For each candidate <c>&lt;s> question documents &lt;/s>&lt;/s> candidate &lt;/s></c>.</param>
/// <param name="Tokens">Tokens of question and documents in each.</param>
/// <param name="Unread">Tokens of the documents that were cut off.</param>
internal sealed record ChoiceSequences(int[][] Ids, int Tokens, int Unread)
{
    private const int Specials = 4;

    /// <exception cref="ArgumentException">There is no candidate, or the text does not fit.</exception>
    public static ChoiceSequences Of(ChoiceQuestion question, RobertaTokenizer tokenizer, bool cut, int maxLength)
    {
        if (question.Candidates.Count == 0)
            throw new ArgumentException("A question has no candidates. Give it at least one.");
        int[][] candidates = [.. question.Candidates.Select(candidate => tokenizer.EncodeToIds(candidate, addSpecialTokens: false))];
        var text = tokenizer.Encode(question.Text, addSpecialTokens: false);
        var longest = candidates.Max(candidate => candidate.Length);
        var room = maxLength - Specials - longest;
        var kept = Math.Min(text.Ids.Count, room);
        var asked = text.Offsets.Count(offset => offset.Start < question.Question.Length);
        if (room < asked)
            throw new ArgumentException(
                $"A question of {asked:N0} tokens and a candidate of {longest:N0} do not fit in the {maxLength:N0} that the model reads, special tokens included. Shorten them.");
        if (kept < text.Ids.Count && !cut)
            throw new ArgumentException(
                $"A question with its documents has {text.Ids.Count:N0} tokens, but beside a candidate of {longest:N0} the model reads at most {room:N0}. Shorten the documents, or have them cut.");
        int[] start = [tokenizer.Special.Bos.Id, .. text.Ids.Take(kept), tokenizer.Special.Eos.Id, tokenizer.Special.Eos.Id];
        return new ChoiceSequences([.. candidates.Select(candidate => (int[])[.. start, .. candidate, tokenizer.Special.Eos.Id])], kept, text.Ids.Count - kept);
    }
}
