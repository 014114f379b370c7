namespace AttentionGen.Compiler.Emit;

/// <summary>Ascending numbers as runs: 0..3,7.</summary>
internal static class Ranges
{
    /// <summary>Runs of neighbours as (first, count).</summary>
    public static List<(int First, int Count)> Runs(IEnumerable<int> numbers)
    {
        var runs = new List<(int First, int Count)>();
        foreach (var number in numbers)
        {
            if (runs.Count > 0 && runs[runs.Count - 1] is var (first, count) && first + count == number)
                runs[runs.Count - 1] = (first, count + 1);
            else
                runs.Add((number, 1));
        }
        return runs;
    }

    /// <summary>As users write sets.</summary>
    public static string Write(IEnumerable<int> numbers) =>
        string.Join(",", Runs(numbers).Select(r => r.Count == 1 ? $"{r.First}" : $"{r.First}..{r.First + r.Count - 1}"));
}
