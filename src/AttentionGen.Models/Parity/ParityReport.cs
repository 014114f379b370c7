namespace AttentionGen.Models.Parity;

/// <summary>The verdicts on all tensors of a folder.</summary>
/// <param name="Title">What was compared.</param>
/// <param name="Lines">One line per expected tensor.</param>
public sealed record ParityReport(string Title, IReadOnlyList<ParityLine> Lines)
{
    /// <summary>True when something was compared and every tensor passed.</summary>
    public bool Passed => Lines.Count > 0 && Lines.All(l => l.Passed);

    /// <summary>The largest relative difference.</summary>
    public double Largest => Lines.Where(l => l.Measure == "relative" && l.Problem is null).Select(l => l.Difference).DefaultIfEmpty(0).Max();

    /// <summary>The report: a summary, then failures first.</summary>
    public override string ToString() => string.Join('\n',
        Lines.OrderBy(l => l.Passed).Select(l => l.ToString()).Prepend(
            FormattableString.Invariant($"{Title}: {Lines.Count(l => l.Passed)} of {Lines.Count} tensors agree, largest relative difference {Largest:0.0e+00}")));
}
