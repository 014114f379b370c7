using System.Diagnostics;

namespace AttentionGen.Benchmarks.Compiler;

/// <summary>
/// The first generation of a process, of which most is the JIT at work on the generator and on Roslyn. (In an SDK's compiler server
/// Roslyn is compiled ahead of time; the generator is not.)
/// </summary>
internal static class FirstRun
{
    public static int Print()
    {
        var project = UserProject.Preset();
        // What a compiler has done before generators run: parsed and bound the user's code.
        _ = project.Compilation.GetDiagnostics();
        foreach (var what in new[] { "first", "second", "third" })
        {
            var clock = Stopwatch.StartNew();
            var sources = project.Driver().RunGenerators(project.Compilation).GetRunResult().GeneratedTrees.Length;
            Console.WriteLine(FormattableString.Invariant($"{what} generation of one preset: {clock.Elapsed.TotalMilliseconds:0.0} ms ({sources} file)"));
        }
        return 0;
    }
}
