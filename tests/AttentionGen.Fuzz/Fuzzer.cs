using System.Diagnostics;
using AttentionGen.Fuzz.Cases;
using AttentionGen.Fuzz.Checks;

namespace AttentionGen.Fuzz;

/// <summary>Runs cases of one or more sources in turn and keeps count.</summary>
public sealed class Fuzzer(FuzzOptions options, IReadOnlyList<ICaseSource> sources)
{
    private readonly CompileBatch _batch = new();
    private readonly FuzzReport _report = new();

    /// <summary>The case of a number.</summary>
    public FuzzCase Case(int number) => sources[number % sources.Count].Next(new Random(unchecked(options.Seed * 1_000_003 + number)));

    /// <summary>Runs all cases.</summary>
    /// <param name="onHang">Told the number of a case that does not end.</param>
    /// <param name="progress">Told the number of cases done, now and then.</param>
    public FuzzReport Run(Action<int> onHang, Action<int>? progress = null)
    {
        // The case may take its time limit; the watchdog steps in where it does not end at all.
        using var watchdog = new Watchdog(3 * options.TimeLimit, onHang);
        for (var number = options.First; number < options.First + options.Cases; number++)
        {
            var @case = Case(number);
            watchdog.Begin(number);
            try
            {
                RunCase(number, @case);
            }
            catch (Exception e)
            {
                _report.Failures.Add(new Failure(number, @case, e is FuzzException ? e.Message : e.ToString()));
            }
            watchdog.End();
            _report.Cases++;
            if (_report.Cases % 1000 == 0)
                progress?.Invoke(_report.Cases);
        }
        AddFailures(_batch.Flush());
        _report.Compiled = _batch.Compiled;
        return _report;
    }

    private void RunCase(int number, FuzzCase @case)
    {
        if (!@case.IsCode)
            RunFile(number, @case);
        if (!@case.IsCode && number % options.GeneratorEvery != 0)
            return;
        var (run, compiled) = _report.Generator;
        _report.Generator = (run + 1, compiled + (GeneratorCheck.Run(@case) ? 1 : 0));
    }

    private void RunFile(int number, FuzzCase file)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var outcome = FrontEndCheck.Run(file);
        var time = clock.Elapsed;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (time > _report.Slowest.Time)
            _report.Slowest = (time, number);
        if (allocated > _report.Largest.Bytes)
            _report.Largest = (allocated, number);
        var rule = outcome.Problems.FirstOrDefault()?.Rule.Id ?? "none";
        _report.Rules[rule] = _report.Rules.GetValueOrDefault(rule) + 1;
        if (outcome.Spec is not null && _report.Emitted++ % options.CompileEvery == 0)
            AddFailures(_batch.Add(number, outcome.Spec));
        if (time > options.TimeLimit)
            throw new FuzzException($"It took {time.TotalSeconds:0.0} s.");
        if (allocated > options.MemoryLimit)
            throw new FuzzException($"It allocated {allocated >> 20} MiB.");
    }

    private void AddFailures(IEnumerable<(int Case, string Error)> errors) =>
        _report.Failures.AddRange(errors.Select(e => new Failure(e.Case, Case(e.Case), $"The generated code does not compile: {e.Error}")));
}
