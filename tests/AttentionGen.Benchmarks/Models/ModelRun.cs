using System.CommandLine;
using System.Globalization;
using AttentionGen.Benchmarks.Comparison;
using AttentionGen.Benchmarks.Shared;
using AttentionGen.Cli;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Models;

/// <summary>The command <c>model</c>: a whole model beside the time that its useful work takes at the speed of matrix products.</summary>
internal static class ModelRun
{
    private const int ProductsPerRound = 4;

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "Which.", DefaultValueFactory = _ => TimedModel.Longformer }.AcceptOnlyFromAmong(TimedModel.Longformer, TimedModel.LedEncoder);
        var lengths = CompareCommand.Lengths("--length", 4096);
        var training = new Option<bool>("--training") { Description = "A forward and backward pass too, dropout included." };
        var rounds = NumberOption.Whole("--rounds", "How often each pass is timed; the best counts.", "count", 1, 5);
        var allocator = new Option<bool>("--default-allocator") { Description = "Leaves glibc's allocator as it is, in place of NativeAllocator.KeepFreedMemory." };
        var csv = new Option<string?>("--csv") { Description = "File for the results.", HelpName = "file" };
        var command = new Command("model", "Times a whole model with fresh weights and one global token.") { model, lengths, training, rounds, allocator, csv };
        command.SetAction(parsed =>
        {
            if (!parsed.GetValue(allocator))
                NativeAllocator.KeepFreedMemory();
            var lines = parsed.GetValue(lengths)!.SelectMany(length => Measure(parsed.GetValue(model)!, length, parsed.GetValue(training), parsed.GetValue(rounds))).ToArray();
            if (parsed.GetValue(csv) is { } path)
                File.WriteAllLines(path, ["model,n,pass,milliseconds,limit_milliseconds,extra_mb", .. lines]);
        });
        return command;
    }

    /// <summary>Times one length, tells the result, and gives its lines of the file.</summary>
    private static List<string> Measure(string name, int length, bool training, int rounds)
    {
        NativeBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var model = TimedModel.Create(name, length);
        using var ceiling = new Ceiling();
        // The backward pass multiplies with both factors of each product; attention's also computes its scores again.
        var passes = new List<(string Name, Action Run, double Work)> { (Pass.Forward.Name(), model.Forward, model.Work) };
        if (training)
            passes.Add((Pass.ForwardAndBackward.Name(), model.Backward, 3 * model.Work));
        return [.. passes.Select(pass => Line(name, pass.Name, pass.Run, pass.Work, ceiling, length, rounds))];
    }

    private static string Line(string model, string pass, Action run, double work, Ceiling ceiling, int length, int rounds)
    {
        run(); // libtorch makes its buffers and plans
        // Apart from the times: to measure memory, what the allocator keeps is given back first.
        var extra = PeakMemory.Of(run);
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < ProductsPerRound; i++)
                ceiling.Measure();
            best = Math.Min(best, Timing.Seconds(run));
        }
        ceiling.Complete();
        var limit = work / (1e9 * ceiling.Gflops);
        Console.WriteLine(FormattableString.Invariant(
            $"{model}, {length} tokens, {pass}: {best:0.00} s, {best / limit:0.00} times its useful work at {ceiling.Gflops:0} GFLOP/s of matrix products; {extra / 1e6:0} MB beyond the model"));
        return string.Create(CultureInfo.InvariantCulture, $"{model},{length},{pass},{1e3 * best:0.0},{1e3 * limit:0.0},{extra / 1e6:0.0}");
    }
}
