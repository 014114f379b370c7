using System.Globalization;

namespace AttentionGen.Models.Parity;

/// <summary>The verdict on one tensor.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Shape">Its expected shape.</param>
/// <param name="Difference">The largest difference, in the unit of <paramref name="Measure"/>.</param>
/// <param name="Limit">The largest that is allowed.</param>
/// <param name="Measure">"relative" to the largest expected value, "absolute" or "exact".</param>
/// <param name="Problem">Why the tensors could not be compared; null when they were.</param>
public sealed record ParityLine(string Name, IReadOnlyList<long> Shape, double Difference, double Limit, string Measure, string? Problem = null)
{
    /// <summary>True when the difference is allowed. A difference that is not a number is not.</summary>
    public bool Passed => Problem is null && Difference <= Limit;

    /// <summary>One line of the report.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Passed ? "ok  " : "FAIL")} {Name} ({string.Join(", ", Shape)}) {Problem ?? $"{Difference:0.0e+00} {Measure}, limit {Limit:0.0e+00}"}");
}
