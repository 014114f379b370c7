using AttentionGen.Benchmarks.Shared;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>All cases in one process, interleaved: the speed of a shared machine changes from minute to minute, and so all see the same.</summary>
internal sealed class ComparisonRun(IReadOnlyList<BandShape> shapes, IReadOnlyList<IMethod> methods, IReadOnlyList<Pass> passes, TextWriter notes)
{
    /// <summary>Checks, measures memory case by case, then times all in rounds.</summary>
    /// <param name="rounds">How often each case is timed.</param>
    /// <param name="allocator">What the table calls the allocator's setting.</param>
    /// <returns>The lines; null when a method does not compute what it should: then nothing is timed.</returns>
    public IReadOnlyList<Result>? Measure(int rounds, string allocator)
    {
        if (!Agree())
            return null;
        using var ceiling = new Ceiling(shapes[0].Type, shapes[0].Device);
        List<Case> cases = [];
        List<IDisposable> held = [];
        try
        {
            foreach (var shape in shapes)
                cases.AddRange(Prepare(shape, held));
            foreach (var one in cases)
                one.MeasureMemory();
            for (var round = 0; round < rounds; round++)
            {
                foreach (var one in cases)
                {
                    ceiling.Measure();
                    one.MeasureTime();
                }
            }
            ceiling.Complete();
            return [.. cases.Select(one => one.Result(ceiling.Gflops, allocator))];
        }
        finally
        {
            held.ForEach(one => one.Dispose());
        }
    }

    /// <summary>At two windows of tokens and in two heads, where the reference is quick. It loads all code, too.</summary>
    private bool Agree()
    {
        var small = shapes[0] with { Length = 2 * shapes[0].Window, Heads = Math.Min(2, shapes[0].Heads) };
        var problems = methods.Select(method => method.Refusal(small) is null ? OracleCheck.Problem(method, small) : null).OfType<string>().ToList();
        problems.ForEach(notes.WriteLine);
        return problems.Count == 0;
    }

    private List<Case> Prepare(BandShape shape, List<IDisposable> held)
    {
        var work = new Work(shape);
        held.Add(work);
        List<Case> cases = [];
        foreach (var method in methods)
        {
            if (method.Refusal(shape) is { } why)
            {
                notes.WriteLine(FormattableString.Invariant($"{method.Name} is left out at {shape.Length} tokens: {why}."));
                continue;
            }
            var attention = method.Prepare(shape);
            held.Add(attention);
            cases.AddRange(passes.Where(pass => method.HasGradients || pass == Pass.Forward).Select(pass => new Case(method, shape, pass, work, attention)));
        }
        return cases;
    }
}
