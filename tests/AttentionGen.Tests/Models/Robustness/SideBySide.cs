namespace AttentionGen.Tests.Models.Robustness;

/// <summary>The same work on several threads at once.</summary>
internal static class SideBySide
{
    public const int Threads = 8;

    /// <summary>What each thread makes of it. All begin together; a failure of one fails the test.</summary>
    /// <param name="work">Is given the thread's number.</param>
    public static T[] Run<T>(Func<int, T> work)
    {
        using var start = new Barrier(Threads);
        var (results, errors) = (new T[Threads], new Exception?[Threads]);
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                results[number] = work(number);
            }
            catch (Exception e)
            {
                errors[number] = e;
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.All(errors, Assert.Null);
        return results;
    }
}
