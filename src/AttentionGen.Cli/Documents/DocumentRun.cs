namespace AttentionGen.Cli.Documents;

/// <summary>
/// Inputs through a task, in order and in constant memory: a window of them is read, run in batches of like length, and written
/// before the next one is read.
/// </summary>
/// <typeparam name="TInput">What the task reads.</typeparam>
/// <typeparam name="TResult">What it makes of one input.</typeparam>
internal sealed class DocumentRun<TInput, TResult>
{
    /// <summary>Their bytes, at most, unless a single one has more.</summary>
    private const long Bytes = 64 << 20;

    /// <summary>Inputs that are in memory together, at most: so many are run before the results of any are written.</summary>
    public int Together { get; init; } = 512;

    /// <summary>Runs inputs; the results are in their order. The action is told how many more are done.</summary>
    public required Func<IReadOnlyList<TInput>, Action<int>, CancellationToken, IReadOnlyList<TResult>> Run { get; init; }

    /// <summary>Writes a result, or what is wrong with an input, which standard error has been told too.</summary>
    public required IResults<TInput, TResult> Results { get; init; }

    /// <summary>Runs all. Inputs that cannot be read are told, and the others go on.</summary>
    /// <returns><see cref="ExitCode.Problems"/> where there was such an input.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; what was written before is whole.</exception>
    public ExitCode Read(IEnumerable<Incoming<TInput>> inputs, TextWriter error, CancellationToken cancellation)
    {
        var progress = new DocumentProgress(error);
        var code = ExitCode.Done;
        try
        {
            foreach (var window in Windows(inputs))
            {
                var values = window.Where(input => input.Problem is null).Select(input => input.Value!).ToArray();
                using var results = (values.Length == 0 ? [] : Run(values, progress.Add, cancellation)).GetEnumerator();
                foreach (var input in window)
                {
                    if (input.Problem is null && results.MoveNext())
                    {
                        Results.Write(input, results.Current);
                        continue;
                    }
                    code = ExitCode.Problems;
                    progress.Clear();
                    error.WriteLine(input.Problem);
                    Results.WriteProblem(input);
                }
                Results.Flush();
                cancellation.ThrowIfCancellationRequested();
            }
            return code;
        }
        finally
        {
            progress.Clear();
        }
    }

    private IEnumerable<List<Incoming<TInput>>> Windows(IEnumerable<Incoming<TInput>> inputs)
    {
        var window = new List<Incoming<TInput>>();
        var size = 0L;
        foreach (var input in inputs)
        {
            window.Add(input);
            size += input.Size;
            if (window.Count < Together && size < Bytes)
                continue;
            yield return window;
            (window, size) = ([], 0);
        }
        if (window.Count > 0)
            yield return window;
    }
}
