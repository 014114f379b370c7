using System.CommandLine;
using System.Globalization;
using AttentionGen.Benchmarks.Shared;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Models;

/// <summary>A whole longformer-base with fresh weights and one global token, beside the time that its useful work takes at the speed of matrix products.</summary>
internal static class ModelRun
{
    private const int Rounds = 3, ProductsPerRound = 4;

    private static readonly LongformerConfig s_base = new() { AttentionWindow = [512], LayerNormEps = 1e-5, VocabSize = 50265, TypeVocabSize = 1 };

    public static Command Create()
    {
        var lengths = new Option<int[]>("--length") { Description = "Tokens of the sequence; may be repeated.", DefaultValueFactory = _ => [4096], HelpName = "tokens" };
        var training = new Option<bool>("--training") { Description = "A forward and backward pass too, dropout included." };
        var allocator = new Option<bool>("--default-allocator") { Description = "Leaves glibc's allocator as it is, in place of NativeAllocator.KeepFreedMemory." };
        var csv = new Option<string?>("--csv") { Description = "File for the results.", HelpName = "file" };
        var command = new Command("model", "Times longformer-base, random weights.") { lengths, training, allocator, csv };
        command.SetAction(parsed =>
        {
            if (!parsed.GetValue(allocator))
                NativeAllocator.KeepFreedMemory();
            var lines = parsed.GetValue(lengths)!.SelectMany(length => Measure(length, parsed.GetValue(training))).ToArray();
            if (parsed.GetValue(csv) is { } path)
                File.WriteAllLines(path, ["model,n,pass,milliseconds,limit_milliseconds,extra_mb", .. lines]);
        });
        return command;
    }

    /// <summary>Times one length, tells the result, and gives its lines of the file.</summary>
    private static List<string> Measure(int length, bool training)
    {
        using var scope = NewDisposeScope();
        var config = s_base with { MaxPositionEmbeddings = Math.Max(4098, length + 2) };
        using var model = new LongformerModel(config, config.CompilePattern(), pooler: false);
        var first = zeros(1, length, ScalarType.Int64);
        first[0, 0] = 1;
        var input = new LongformerInput { InputIds = randint(3, config.VocabSize, [1, length], ScalarType.Int64), GlobalAttentionMask = first };
        using var ceiling = new Ceiling();
        var work = UsefulWork.Forward(config, length);
        // The backward pass multiplies with both factors of each product; attention's also computes its scores again.
        var passes = new List<(string Name, Action Run, double Work)> { ("forward", () => Forward(model, input), work) };
        if (training)
            passes.Add(("forward+backward", () => Backward(model, input), 3 * work));
        return [.. passes.Select(pass => Line(pass.Name, pass.Run, pass.Work, ceiling, length))];
    }

    private static string Line(string pass, Action run, double work, Ceiling ceiling, int length)
    {
        run(); // libtorch makes its buffers and plans
        var (best, extra) = (double.MaxValue, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < ProductsPerRound; i++)
                ceiling.Measure();
            extra = Math.Max(extra, PeakMemory.Of(() => best = Math.Min(best, Timing.Seconds(run))));
        }
        var limit = work / (1e9 * ceiling.Gflops);
        Console.WriteLine(FormattableString.Invariant(
            $"longformer-base, {length} tokens, {pass}: {best:0.00} s, {best / limit:0.00} times its useful work at {ceiling.Gflops:0} GFLOP/s of matrix products; {extra / 1e6:0} MB beyond the model"));
        return string.Create(CultureInfo.InvariantCulture, $"longformer-base,{length},{pass},{1e3 * best:0.0},{1e3 * limit:0.0},{extra / 1e6:0.0}");
    }

    private static void Forward(LongformerModel model, LongformerInput input)
    {
        using var noGrad = no_grad();
        model.eval();
        model.call(input).Dispose();
    }

    private static void Backward(LongformerModel model, LongformerInput input)
    {
        using var scope = NewDisposeScope();
        model.train();
        model.call(input).LastHidden.sum().backward();
        foreach (var (_, parameter) in model.named_parameters())
            parameter.grad = null;
    }
}
