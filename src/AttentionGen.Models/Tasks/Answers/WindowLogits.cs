namespace AttentionGen.Models.Tasks;

/// <summary>What a model says of a window's part of a context.</summary>
/// <param name="First">The context's token that stands first in it.</param>
/// <param name="Start">For each of its tokens, how likely an answer starts there.</param>
/// <param name="End">How likely it ends there.</param>
/// <param name="NoAnswer">Both values of the sequence's first token together.</param>
internal sealed record WindowLogits(int First, double[] Start, double[] End, double NoAnswer)
{
    /// <summary>One behind the last of the context's tokens.</summary>
    public int Behind => First + Start.Length;

    /// <summary>The score of a span of the context's tokens, the last one included.</summary>
    public double Score(int from, int to) => Start[from - First] + End[to - First];

    /// <summary>The part of a window's values.</summary>
    /// <param name="logits">Start and end alternately, of each of the window's tokens.</param>
    /// <param name="window">The context's tokens in it.</param>
    /// <param name="before">Tokens in front of those.</param>
    public static WindowLogits Of(double[] logits, (int Start, int End) window, int before)
    {
        var (start, end) = (new double[window.End - window.Start], new double[window.End - window.Start]);
        for (var i = 0; i < start.Length; i++)
            (start[i], end[i]) = (logits[2 * (before + i)], logits[(2 * (before + i)) + 1]);
        return new WindowLogits(window.Start, start, end, logits[0] + logits[1]);
    }
}
