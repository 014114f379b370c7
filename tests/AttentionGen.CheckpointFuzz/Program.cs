using System.CommandLine;
using System.Diagnostics;
using AttentionGen.CheckpointFuzz;

var cases = new Option<int>("--cases") { Description = "How many cases.", DefaultValueFactory = _ => 200_000 };
var seed = new Option<int>("--seed") { Description = "What all chance follows from.", DefaultValueFactory = _ => 1 };
var first = new Option<int>("--first") { Description = "Number of the first case.", DefaultValueFactory = _ => 0 };
var keep = new Option<string?>("--write") { Description = "Writes the first case into this folder and runs nothing." };
var reasons = new Option<bool>("--reasons") { Description = "Lists the messages of all refusals." };
var root = new RootCommand("Opens checkpoints that are broken in many ways, and looks whether the reader crashes, hangs or takes memory.") { cases, seed, first, keep, reasons };
root.SetAction(arguments =>
{
    var (chosenSeed, chosenFirst) = (arguments.GetValue(seed), arguments.GetValue(first));
    if (arguments.GetValue(keep) is { } folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in FuzzCases.Case(chosenSeed, chosenFirst).Files)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        return 0;
    }
    var clock = Stopwatch.StartNew();
    var report = new CheckpointFuzzer(chosenSeed).Run(
        chosenFirst, arguments.GetValue(cases),
        hung =>
        {
            Console.Error.WriteLine($"Case {hung} of seed {chosenSeed} does not end.");
            Environment.Exit(3);
        },
        done => Console.Error.WriteLine($"{done} cases, {clock.Elapsed.TotalSeconds:0} s"));
    foreach (var (number, kind, what) in report.Failures.Take(20))
        Console.WriteLine($"Case {number} of seed {chosenSeed} ({kind}): {what}\n");
    Console.WriteLine($"{arguments.GetValue(cases):N0} cases of seed {chosenSeed} in {clock.Elapsed.TotalSeconds:N0} s, {report.Failures.Count} failures");
    foreach (var (kind, (loaded, refused, unreadable)) in report.Kinds)
        Console.WriteLine($"{kind,-26} {loaded,8:N0} loaded, {refused,8:N0} refused, {unreadable,4:N0} unreadable");
    Console.WriteLine($"different refusals         {report.Reasons.Count:N0}");
    if (arguments.GetValue(reasons))
        Console.WriteLine(string.Join('\n', report.Reasons.OrderByDescending(r => r.Value).Select(r => $"{r.Value,8:N0}  {r.Key}")));
    Console.WriteLine($"slowest case               {report.Slowest.Milliseconds:N0} ms (case {report.Slowest.Case})");
    Console.WriteLine($"most memory to open        {report.Largest.Times:N1} times the files' bytes (case {report.Largest.Case})");
    return report.Failures.Count == 0 ? 0 : 1;
});
return root.Parse(args).Invoke();
