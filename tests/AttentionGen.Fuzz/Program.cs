using System.CommandLine;
using System.Diagnostics;
using AttentionGen.Fuzz;
using AttentionGen.Fuzz.Cases;

// Further sources of cases stand in this list.
ICaseSource[] sources = [new MutatedJson(), new PredicateCode()];

var defaults = new FuzzOptions();
var cases = new Option<int>("--cases") { Description = "How many cases.", DefaultValueFactory = _ => defaults.Cases };
var seed = new Option<int>("--seed") { Description = "What all chance follows from.", DefaultValueFactory = _ => defaults.Seed };
var first = new Option<int>("--first") { Description = "Number of the first case.", DefaultValueFactory = _ => 0 };
var generatorEvery = new Option<int>("--generator-every") { Description = "One of so many files goes through the generator.", DefaultValueFactory = _ => defaults.GeneratorEvery };
var compileEvery = new Option<int>("--compile-every") { Description = "One of so many files with generated code is compiled.", DefaultValueFactory = _ => defaults.CompileEvery };
var source = new Option<string?>("--source") { Description = "Cases of one source only: " + string.Join(", ", sources.Select(s => s.Name)) + "." };
var show = new Option<bool>("--show") { Description = "Prints the cases and runs nothing." };
var root = new RootCommand("Feeds the compiler inputs that nobody would write, and looks whether it throws, hangs, or emits code that does not compile.")
{
    cases, seed, first, generatorEvery, compileEvery, source, show,
};
root.SetAction(arguments =>
{
    var options = new FuzzOptions
    {
        Cases = arguments.GetValue(cases),
        Seed = arguments.GetValue(seed),
        First = arguments.GetValue(first),
        GeneratorEvery = arguments.GetValue(generatorEvery),
        CompileEvery = arguments.GetValue(compileEvery),
    };
    var chosen = sources.Where(s => arguments.GetValue(source) is not { } name || s.Name == name).ToList();
    if (chosen.Count == 0)
    {
        Console.Error.WriteLine($"There is no source '{arguments.GetValue(source)}'.");
        return 2;
    }
    var fuzzer = new Fuzzer(options, chosen);
    if (arguments.GetValue(show))
    {
        foreach (var number in Enumerable.Range(options.First, options.Cases))
            Console.WriteLine($"--- {number}: {fuzzer.Case(number).Path}\n{fuzzer.Case(number).Text}");
        return 0;
    }
    var clock = Stopwatch.StartNew();
    var report = fuzzer.Run(
        hung =>
        {
            Console.Error.WriteLine($"Case {hung} of seed {options.Seed} does not end:\n{fuzzer.Case(hung).Text}");
            Environment.Exit(3);
        },
        done => Console.Error.Write(done % 10_000 == 0 ? $"{done} cases, {clock.Elapsed.TotalSeconds:0} s\n" : ""));
    ReportWriter.Write(report, options, clock.Elapsed, Console.Out);
    return report.Failures.Count == 0 ? 0 : 1;
});
return root.Parse(args).Invoke();
