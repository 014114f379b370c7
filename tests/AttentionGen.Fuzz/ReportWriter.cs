namespace AttentionGen.Fuzz;

/// <summary>A run's report as text.</summary>
internal static class ReportWriter
{
    public static void Write(FuzzReport report, FuzzOptions options, TimeSpan time, TextWriter output)
    {
        foreach (var failure in report.Failures.Take(20))
            output.WriteLine($"Case {failure.Number} of seed {options.Seed} ({failure.Case.Path}):\n{failure.What}\n{failure.Case.Text}\n");
        string[] lines =
        [
            $"{report.Cases:N0} cases of seed {options.Seed} in {time.TotalSeconds:N0} s, {report.Failures.Count} failures",
            $"files that gave code            {report.Emitted:N0}, all of it parsed",
            $"  compiled, different ones      {report.Compiled:N0}",
            $"cases through the generator     {report.Generator.Run:N0}, code of {report.Generator.Compiled:N0} compiled",
            $"slowest file                    {report.Slowest.Time.TotalMilliseconds:N0} ms (case {report.Slowest.Case})",
            $"most memory, all allocations    {report.Largest.Bytes / 1048576.0:N1} MiB (case {report.Largest.Case})",
            "first problem                   " + string.Join(", ", report.Rules.OrderByDescending(r => r.Value).Select(r => FormattableString.Invariant($"{r.Key} {r.Value:N0}"))),
        ];
        foreach (var line in lines)
            output.WriteLine(line);
    }
}
