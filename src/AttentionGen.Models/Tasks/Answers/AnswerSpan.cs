namespace AttentionGen.Models.Tasks;

/// <summary>A part of a context that may answer a question.</summary>
/// <param name="Text">The part itself, as the context has it, without white space around it.</param>
/// <param name="Start">Where it starts in the context, in UTF-16 units: <c>context[Start..End]</c>.</param>
/// <param name="End">One behind its end.</param>
/// <param name="Score">The logit of its first token as a start plus that of its last as an end; of the window that scores it best.</param>
/// <param name="Probability">
/// Its share, from 0 to 1, of all possible spans: the softmax of the scores over every span of the whole context that is no longer than the
/// longest answer, lies in one window and is not white space alone. A span that several windows hold counts once.
/// </param>
public sealed record AnswerSpan(string Text, int Start, int End, double Score, double Probability);
