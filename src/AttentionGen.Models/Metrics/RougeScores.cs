namespace AttentionGen.Models.Metrics;

/// <summary>
/// How far a summary agrees with a reference: ROUGE (Lin 2004) as the standard scorer computes it with stemming. Texts are compared in lower
/// case, in runs of a-z and 0-9, those of more than three letters without their English endings; all else, letters with accents too, only
/// separates. Each part has a precision, a recall and an <see cref="Overlap.F1"/>, from 0 to 1; all are 0 where a text has no tokens.
/// </summary>
/// <param name="Rouge1">Single tokens, whatever their order; one that stands twice counts twice only if it does in both texts.</param>
/// <param name="Rouge2">Pairs of neighbours, counted likewise.</param>
/// <param name="RougeL">The longest sequence that stands in both whole texts in the same order, with anything in between.</param>
/// <param name="RougeLsum">
/// The same line by line: a token of a reference's line counts where it is in the longest sequence common with any line of the summary, but
/// none more often than the summary has it. Put each sentence on a line of its own; in texts of one line it is <see cref="RougeL"/>.
/// </param>
public readonly record struct RougeScores(Overlap Rouge1, Overlap Rouge2, Overlap RougeL, Overlap RougeLsum)
{
    /// <summary>The scores of one summary. Time grows with the product of the lengths: two texts of 1,000 tokens take milliseconds.</summary>
    /// <param name="prediction">The summary; sentences end at line feeds.</param>
    /// <param name="reference">What it should say; likewise.</param>
    public static RougeScores Of(string prediction, string reference)
    {
        var ids = new Dictionary<string, int>();
        int[][] saidLines = Lines(prediction), rightLines = Lines(reference);
        int[] said = [.. saidLines.SelectMany(line => line)], right = [.. rightLines.SelectMany(line => line)];
        return new(
            Overlap.Of(said, right),
            Overlap.Of(Pairs(said), Pairs(right)),
            Overlap.Of(LongestCommonSubsequence.Length(right, said), said.Length, right.Length),
            Overlap.Of(CommonByLine(saidLines, rightLines), said.Length, right.Length));

        int[][] Lines(string text) => [.. RougeText.Sentences(text).Select(tokens => tokens.Select(Id).ToArray())];

        int Id(string token) => ids.TryGetValue(token, out var id) ? id : ids[token] = ids.Count;
    }

    private static (int, int)[] Pairs(int[] tokens) => [.. tokens.Zip(tokens.Skip(1))];

    /// <summary>How many tokens of the reference's lines are common, each as often as the summary has it at most.</summary>
    private static int CommonByLine(int[][] said, int[][] right)
    {
        var left = said.SelectMany(line => line).CountBy(token => token).ToDictionary();
        var common = 0;
        foreach (var line in right)
        {
            foreach (var place in said.SelectMany(other => LongestCommonSubsequence.Places(line, other)).Distinct())
                common += left[line[place]]-- > 0 ? 1 : 0;
        }
        return common;
    }
}
