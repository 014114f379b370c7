using System.CommandLine;
using System.Globalization;
using AttentionGen.Benchmarks.Comparison.Onnx;
using AttentionGen.Cli;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>The command <c>compare</c>: its options.</summary>
internal static class CompareCommand
{
    private const string Tuned = "tuned", Default = "default";

    public static Command Create()
    {
        var lengths = Lengths();
        var methods = Methods();
        var window = NumberOption.Whole("--window", "Keys around a query; even.", "keys", 2, 512);
        window.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() % 2 != 0)
                result.AddError("--window: give an even number, half of it to each side.");
        });
        var heads = NumberOption.Whole("--heads", "Heads.", "count", 1, 12);
        var headSize = NumberOption.Whole("--head-size", "Numbers in a head's query.", "count", 1, 64);
        var rounds = NumberOption.Whole("--rounds", "How often each case is timed; the best counts.", "count", 1, 5);
        var pass = new Option<string>("--pass") { Description = "What is timed.", DefaultValueFactory = _ => "both" }.AcceptOnlyFromAmong("forward", "both");
        var allocator = new Option<string>("--allocator") { Description = "Whether the process keeps what libtorch frees (tuned) or not.", DefaultValueFactory = _ => Default }
            .AcceptOnlyFromAmong(Default, Tuned);
        var csv = new Option<string?>("--csv") { Description = "File to write the table to.", HelpName = "file" };
        var onnx = new Option<string?>("--onnx") { Description = "An ONNX graph of the same layer (inputs q, k, v: 1 x length x heads x head size; one output), run by ONNX Runtime.", HelpName = "file" };
        var device = new Option<string>("--device") { Description = "Where to compute.", DefaultValueFactory = _ => "cpu" }.AcceptOnlyFromAmong("cpu", "cuda");
        var type = new Option<string>("--dtype") { Description = "The floating-point type.", DefaultValueFactory = _ => "float32" }.AcceptOnlyFromAmong("float32", "bfloat16");
        var command = new Command("compare", "Sliding-window attention beside its peers: time, useful work and memory.")
        {
            lengths, methods, window, heads, headSize, rounds, pass, allocator, csv, onnx, device, type,
        };
        command.SetAction(parsed =>
        {
            // Before libtorch takes any memory.
            if (parsed.GetValue(allocator) == Tuned && !NativeAllocator.KeepFreedMemory())
                return Refuse("--allocator tuned: this system's allocator has no such setting, only glibc's has.");
            NativeBackend.EnsureLoaded();
            if (parsed.GetValue(device) == "cuda" && !cuda.is_available())
                return Refuse("--device cuda: no CUDA device, or a libtorch without CUDA.");
            BandShape[] shapes = [.. parsed.GetValue(lengths)!.Select(n => new BandShape(n, parsed.GetValue(window), parsed.GetValue(heads), parsed.GetValue(headSize))
            {
                Device = torch.device(parsed.GetValue(device)!), Type = parsed.GetValue(type) == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32,
            })];
            IMethod[] chosen = [.. MethodList.All.Where(m => parsed.GetValue(methods)!.Contains(m.Name))];
            if (parsed.GetValue(onnx) is { } graph)
                chosen = [.. chosen, new OnnxMethod(graph)];
            Pass[] passes = parsed.GetValue(pass) == "both" ? [Pass.Forward, Pass.ForwardAndBackward] : [Pass.Forward];
            IReadOnlyList<Result>? results;
            try
            {
                results = new ComparisonRun(shapes, chosen, passes, Console.Error).Measure(parsed.GetValue(rounds), parsed.GetValue(allocator)!);
            }
            catch (ArgumentException error)
            {
                return Refuse(error.Message);
            }
            if (results is null)
                return 1;
            Console.WriteLine(FormattableString.Invariant(
                $"window {shapes[0].Window}, {shapes[0].Heads} heads x {shapes[0].HeadSize}, {parsed.GetValue(type)} on {parsed.GetValue(device)}, {get_num_threads()} threads, best of {parsed.GetValue(rounds)} rounds"));
            Console.Write(Result.Table(results));
            if (parsed.GetValue(csv) is { } file)
                File.WriteAllText(file, Result.Csv(results));
            return 0;
        });
        return command;
    }

    /// <summary>Lengths, with commas between them.</summary>
    public static Option<int[]> Lengths(string name = "--lengths", params int[] usual) => new(name)
    {
        Description = "Tokens of the sequences.", HelpName = "n,n,...", DefaultValueFactory = _ => usual.Length == 0 ? [4096, 16384] : usual,
        CustomParser = result =>
        {
            int[] numbers = [.. result.Tokens.SelectMany(t => t.Value.Split(',')).Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)];
            if (numbers.Contains(0))
                result.AddError($"{name}: give whole numbers of 1 or more, with commas between them.");
            return numbers;
        },
    };

    private static Option<string[]> Methods()
    {
        string[] all = [.. MethodList.All.Select(m => m.Name)];
        return new("--methods")
        {
            Description = "Methods to compare.", HelpName = string.Join(',', all), DefaultValueFactory = _ => all,
            CustomParser = result =>
            {
                string[] names = [.. result.Tokens.SelectMany(t => t.Value.Split(','))];
                foreach (var unknown in names.Except(all))
                    result.AddError($"--methods: there is no '{unknown}', only {string.Join(", ", all)}.");
                return names;
            },
        };
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}
