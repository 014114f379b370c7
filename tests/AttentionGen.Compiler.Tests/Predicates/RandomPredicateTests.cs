using AttentionGen.Kernels;
using AttentionGen.Fuzz.Cases;
using Attends = System.Func<int, int, int, int, int, int, int[], bool>;

namespace AttentionGen.Compiler.Tests.Predicates;

/// <summary>Random predicates: generated rules against the user's own method, element by element and block by block.</summary>
public class RandomPredicateTests
{
    private const int PerRun = 150, Number = 5;

    private static readonly int[] s_values = [3, 3, 3, -7, 0, 0, 12, 12, int.MinValue, 5, 5];

    // Positions of sequences, and what intermediate values may come to all the same.
    private static readonly int[] s_tokens = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    private static readonly int[] s_positions = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 63, 64, 1000, -1, -2, 65536, int.MaxValue, int.MaxValue - 2, int.MinValue, int.MinValue + 1];

    /// <summary>More seeds than two where ATTENTIONGEN_PREDICATE_SEEDS says so; odd ones wrap around, even ones check for overflow.</summary>
    public static TheoryData<int, bool> Seeds
    {
        get
        {
            var seeds = new TheoryData<int, bool>();
            var count = int.TryParse(Environment.GetEnvironmentVariable("ATTENTIONGEN_PREDICATE_SEEDS"), out var given) ? given : 2;
            for (var seed = 1; seed <= count; seed++)
                seeds.Add(seed, seed % 2 == 0);
            return seeds;
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Rules_mean_what_methods_mean(int seed, bool checkOverflow)
    {
        var random = new RandomPredicates(seed);
        var predicates = Enumerable.Range(0, PerRun).Select(_ => random.Next()).ToList();
        var source = "#pragma warning disable\nusing AttentionGen;\n" + string.Concat(predicates.Select((p, i) =>
            $"[AttentionPattern({(p.UsesInputs ? "1, 1" : "2, 2")}, 8)]\n[Predicate(nameof(Attends))]\npublic sealed partial class P{i}\n{{\n{p.Members}}}\n"));
        var compiled = new CompiledPredicates(Project.Of(source) with { CheckOverflow = checkOverflow });
        for (var i = 0; i < predicates.Count; i++)
            Check($"P{i}", predicates[i], compiled, new Random(seed));
    }

    private static void Check(string name, RandomPredicate predicate, CompiledPredicates compiled, Random random)
    {
        const int Length = 11;
        var method = compiled.Method<Attends>(name, "Attends");
        for (var head = 0; head < (predicate.UsesInputs ? 1 : 4); head++)
        {
            var (layer, own) = (head / 2, head % 2);
            var rule = predicate.UsesInputs
                ? compiled.Rule(name, ("length", Length), ("number", Number), ("values", new TokenInput(s_values)))
                : compiled.Rule(name, layer, own, Length);
            // A position without a token has no value: whoever asks for it, asks for none beyond the sequence.
            var positions = predicate.UsesInputs ? s_tokens : s_positions;
            var where = $"{name}, layer {layer}, head {own}\n{predicate.Members}";
            var expected = new Dictionary<(int, int), string>();
            string Expected(int query, int key) =>
                expected.TryGetValue((query, key), out var known) ? known : expected[(query, key)] = Outcome(() => method(query, key, own, layer, Length, Number, s_values));
            for (var i = 0; i < 60; i++)
            {
                int query = positions[random.Next(positions.Length)], key = positions[random.Next(positions.Length)];
                Assert.True(Expected(query, key) == Outcome(() => rule.Reads(query, key)), $"({query}, {key}) is {Expected(query, key)} in {where}");
            }
            for (var i = 0; i < 16; i++)
                CheckBlock(rule, Range(positions, random), Range(positions, random), Expected, where);
        }
    }

    private static (int First, int Last) Range(int[] positions, Random random)
    {
        var first = positions[random.Next(positions.Length)];
        return (first, (int)Math.Min(positions.Max(), (long)first + random.Next(5)));
    }

    /// <summary>Whatever a block's analysis excludes happens nowhere in the block.</summary>
    private static void CheckBlock(AttentionRule rule, (int First, int Last) queries, (int First, int Last) keys, Func<int, int, string> expected, string where)
    {
        var truth = rule.Reads(new Interval(queries.First, queries.Last), new Interval(keys.First, keys.Last));
        for (long query = queries.First; query <= queries.Last; query++)
        {
            for (long key = keys.First; key <= keys.Last; key++)
            {
                var possible = expected((int)query, (int)key) switch { "True" => truth.MayBeTrue, "False" => truth.MayBeFalse, _ => truth.MayThrow };
                Assert.True(possible, $"({query}, {key}) is {expected((int)query, (int)key)}, but {queries} x {keys} is {truth} in {where}");
            }
        }
    }

    internal static string Outcome(Func<bool> evaluate)
    {
        try
        {
            return evaluate() ? "True" : "False";
        }
        catch (Exception thrown)
        {
            return thrown.GetType().Name;
        }
    }
}
