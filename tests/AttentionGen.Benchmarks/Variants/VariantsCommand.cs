using System.CommandLine;
using AttentionGen.Cli;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Variants;

/// <summary>The command <c>variants</c>: what global tokens, padding and dilation cost the vector kernels beside a plain band.</summary>
internal static class VariantsCommand
{
    public static Command Create()
    {
        var length = NumberOption.Whole("--length", "Tokens of the sequence.", "tokens", 2, 4096);
        var rounds = NumberOption.Whole("--rounds", "How often each is timed; the best counts.", "count", 1, 10);
        var csv = new Option<string?>("--csv") { Description = "File for the results.", HelpName = "file" };
        var command = new Command("variants", "A band with a global token, padding and dilated heads beside the plain band.") { length, rounds, csv };
        command.SetAction(parsed =>
        {
            NativeAllocator.KeepFreedMemory();
            NativeBackend.EnsureLoaded();
            var lines = Measure(parsed.GetValue(length), parsed.GetValue(rounds));
            foreach (var line in lines)
                Console.WriteLine(line);
            if (parsed.GetValue(csv) is { } path)
                File.WriteAllLines(path, lines);
        });
        return command;
    }

    /// <summary>All by turns.</summary>
    private static List<string> Measure(int length, int rounds)
    {
        using var scope = NewDisposeScope();
        var runs = Variant.All.Select(variant => new VariantRun(variant, length)).ToList();
        for (var round = 0; round < rounds; round++)
            runs.ForEach(run => run.Measure());
        List<string> lines = ["variant,n,pass,milliseconds,ratio"];
        foreach (var run in runs)
        {
            lines.Add(FormattableString.Invariant($"{run.Variant.Name},{length},forward,{1e3 * run.Forward:0.00},{run.Forward / runs[0].Forward:0.000}"));
            lines.Add(FormattableString.Invariant($"{run.Variant.Name},{length},forward+backward,{1e3 * run.Both:0.00},{run.Both / runs[0].Both:0.000}"));
        }
        runs.ForEach(run => run.Dispose());
        return lines;
    }
}
