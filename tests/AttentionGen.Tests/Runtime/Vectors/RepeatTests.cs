using AttentionGen.Tests.Cases;
using AttentionGen.Tests.Models;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>The same inputs give the same bits, whoever does what when.</summary>
[Collection(nameof(TorchGenerator))] // the number of torch's threads belongs to the process
public class RepeatTests
{
    public static TheoryData<string> Patterns => [.. PatternCases.All.Keys];

    [Theory, MemberData(nameof(Patterns))]
    public void AnotherRunGivesTheSameBits(string name)
    {
        using var threads = new TorchThreads(2);
        var scenario = new Scenario("with global tokens", 2, 331, (row, i) => row == 0 || i > 20, (_, i) => i is 40 or 300);
        Run(name, scenario, (first, again) => Assert.True(VectorCase.Same(first, again)));
    }

    /// <summary>Without global tokens, whose rows come from library operations: those cut their sums by threads.</summary>
    [Theory, MemberData(nameof(Patterns))]
    public void ThreadsChangeNoBit(string name)
    {
        var scenario = new Scenario("without global tokens", 1, 331, (_, i) => i > 20, (_, _) => false);
        using var scope = NewDisposeScope();
        IReadOnlyDictionary<string, Tensor>? alone = null;
        foreach (var count in new[] { 1, 2, 3 })
        {
            using var threads = new TorchThreads(count);
            var run = Run(name, scenario);
            Assert.All(alone ?? run, tensor => Assert.True(VectorCase.Same(tensor.Value, run[tensor.Key]), $"{tensor.Key} with {count} threads"));
            alone ??= run;
        }
    }

    private static void Run(string name, Scenario scenario, Action<Tensor, Tensor> compare)
    {
        using var scope = NewDisposeScope();
        IReadOnlyDictionary<string, Tensor> first = Run(name, scenario), again = Run(name, scenario);
        foreach (var tensor in first.Keys)
            compare(first[tensor], again[tensor]);
    }

    private static IReadOnlyDictionary<string, Tensor> Run(string name, Scenario scenario) =>
        AttentionRun.Run(PatternCases.All[name].Using(AttentionEngine.Simd), 0, scenario, ScalarType.Float32, CPU);
}
