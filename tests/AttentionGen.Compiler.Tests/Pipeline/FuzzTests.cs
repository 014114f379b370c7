using AttentionGen.Compiler.Tests.Support;
using AttentionGen.Fuzz;
using AttentionGen.Fuzz.Cases;

namespace AttentionGen.Compiler.Tests.Pipeline;

/// <summary>A short run of the fuzzer; tests/AttentionGen.Fuzz runs as long as you like.</summary>
public class FuzzTests
{
    private static readonly FuzzOptions s_short = new() { Cases = 400, Seed = 7, GeneratorEvery = 40, CompileEvery = 10 };

    [Fact(Timeout = 120_000)]
    public async Task The_compiler_answers_with_code_that_compiles_or_with_problems()
    {
        var report = await Task.Run(() => new Fuzzer(s_short, [new MutatedJson()]).Run(_ => { }), TestContext.Current.CancellationToken);
        Assert.Empty(report.Failures.Select(f => $"case {f.Number}: {f.What}\n{f.Case.Text}"));
        // It got everywhere: files that compile, and files that break many rules.
        Assert.Equal(s_short.Cases, report.Cases);
        Assert.InRange(report.Emitted, 50, s_short.Cases / 2);
        Assert.True(report.Compiled > 0 && report.Generator.Compiled > 0);
        Assert.True(report.Rules.Count > 8);
    }

    [Fact(Timeout = 120_000)]
    public async Task Predicates_become_code_that_compiles_or_problems()
    {
        var report = await Task.Run(() => new Fuzzer(s_short with { Cases = 24 }, [new PredicateCode()]).Run(_ => { }), TestContext.Current.CancellationToken);
        Assert.Empty(report.Failures.Select(f => $"case {f.Number}: {f.What}\n{f.Case.Text}"));
        Assert.InRange(report.Generator.Compiled, 4, 23);
    }

    /// <summary>Methods that the C# compiler refuses, whose operations are of no fitting types.</summary>
    [Theory, InlineData(60), InlineData(584), InlineData(1105)]
    public void Code_that_does_not_compile_is_said_to(int number)
    {
        var fuzzer = new Fuzzer(s_short with { Seed = 2, First = number, Cases = 1 }, [new PredicateCode()]);
        Assert.Empty(fuzzer.Run(_ => { }).Failures.Select(f => f.What));
        Assert.Contains("what does not compile", string.Concat(GeneratorHarness.Run(fuzzer.Case(number).Text).Reports));
    }

    /// <summary>What the compiler takes, the schema takes; what it refuses and a schema can express, the schema refuses.</summary>
    [Fact]
    public void The_schema_agrees_on_mutated_files()
    {
        var fuzzer = new Fuzzer(s_short with { Seed = 11 }, [new MutatedJson()]);
        // The list of rules that attributes become is understood in JSON too, but the schema does not teach it.
        var files = Enumerable.Range(0, 500).Select(fuzzer.Case).Where(c => c.ClassName is null && !c.Text.Contains("\"rule\"", StringComparison.Ordinal));
        Assert.All(files, c => GeneratorHarness.Run(new TextFile(c.Path, c.Text)));
    }

    [Fact]
    public void A_case_follows_from_seed_and_number()
    {
        var one = new Fuzzer(s_short, [new MutatedJson()]);
        var two = new Fuzzer(s_short, [new MutatedJson()]);
        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(one.Case(i), two.Case(i)));
        Assert.True(Enumerable.Range(0, 50).Select(one.Case).Distinct().Count() > 45);
    }

    /// <summary>The fuzzer is worth nothing if it cannot fail.</summary>
    [Fact]
    public async Task Code_that_does_not_compile_is_a_failure()
    {
        // No rule of ours is broken, so the code has to compile.
        var report = await Task.Run(() => new Fuzzer(s_short with { Cases = 1 }, [new Broken()]).Run(_ => { }), TestContext.Current.CancellationToken);
        Assert.Contains("CS0246", Assert.Single(report.Failures).What);
    }

    private sealed class Broken : ICaseSource
    {
        public string Name => "broken";

        public FuzzCase Next(Random random) => new("p.cs", "class P : NoSuchType;");
    }
}
