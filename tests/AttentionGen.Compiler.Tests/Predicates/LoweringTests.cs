using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Predicates;

/// <summary>What methods become, in the code that is generated.</summary>
public class LoweringTests
{
    [Theory]
    [InlineData("=> key <= query && 0 <= key;", "key <= query && 0 <= key")]
    [InlineData("{ if (key > query) return false; if (key == 0) return true; return query - key < 4; }", "!(key > query) && (key == 0 || query - key < 4)")]
    [InlineData("=> query - key is >= 0 and < 4;", "(query - key is var value ? value >= 0 && value < 4 : default)")]
    [InlineData("=> F(key, 3) < F(query, 3); static int F(int a, int b) => a / b;", "key / 3 < query / 3")]
    [InlineData("{ const int a = 3; var b = a * 2; var c = key; return c / b == 0; }", "key / 6 == 0")]
    [InlineData("=> G(query) == G(key); enum E { A = 2 } const char C = 'a'; static int G(int a) => a % (int)E.A + C;", "query % 2 + 97 == key % 2 + 97")]
    [InlineData("{ return Near(query - key); static bool Near(int back) => System.Math.Abs(back) < 5 && back != 0; }", "(query - key is var back ? global::System.Math.Abs(back) < 5 && back != 0 : default)")]
    public void Methods_become_one_expression(string body, string rule) => Assert.Equal(rule, RuleOf("int query, int key", body));

    [Fact]
    public void Inputs_become_fields()
    {
        Assert.Equal("segment[query] == segment[key] && key < @class + length", RuleOf("int query, int key, System.ReadOnlySpan<int> segment, int @class", "=> segment[query] == segment[key] && key < @class + segment.Length;"));
        // Names that the generated class needs for itself.
        Assert.Equal("key < _Reads + _blocks0 + __x", RuleOf("int query, int key, int Reads, int blocks0, int _x", "=> key < Reads + blocks0 + _x;"));
    }

    /// <summary>Heads and layers are constants; what throws stays to be reached.</summary>
    [Fact]
    public void Heads_that_come_out_equal_share_a_rule()
    {
        var result = GeneratorHarness.Run(Pattern("int query, int key, int head, int layer", "=> query / (head / 2) > key;"));
        Assert.Empty(result.CompileErrors);
        Assert.Contains("query / (query * 0) > key", result.Source);
        Assert.Contains("query / 1 > key", result.Source);
        Assert.DoesNotContain("class Rule2", result.Source);
    }

    [Fact]
    public void Two_predicates_and_a_window_join_in_one_head()
    {
        var result = GeneratorHarness.Run(
            "using AttentionGen;\n[AttentionPattern(1, 1, 8), Window(4), Predicate(nameof(One)), Predicate(typeof(Other), nameof(Other.Two))]\npartial class P\n{\n"
            + "    static bool One(int query, int key) { var back = query - key; return back * back == 64; }\n}\n"
            + "static class Other\n{\n    public static bool Two(int query, int key, int reach) { var back = key - query; return back == reach || back == 2 * reach; }\n}\n");
        Assert.Empty(result.CompileErrors);
        Assert.Contains("query - key is var back ?", result.Source);
        Assert.Contains("key - query is var back2 ?", result.Source);
    }

    /// <summary>As deep as is allowed: neither compiler runs out of stack, nor takes long.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Deep_predicates_compile()
    {
        var ifs = string.Concat(Enumerable.Range(2, 90).Select(i => $"if (a % {i} == 0) return a / {i};\n"));
        var sum = string.Concat(Enumerable.Repeat("1 + (key - ", 90)) + "query" + new string(')', 90);
        foreach (var body in new[] { $"=> F(key) < query; static int F(int a) {{ {ifs} return a; }}", $"=> {sum} > 0;" })
        {
            var result = await Task.Run(() => GeneratorHarness.Run(Pattern("int query, int key", body)), TestContext.Current.CancellationToken);
            Assert.Empty(result.Reports);
            Assert.Empty(result.CompileErrors);
        }
    }

    private static string Pattern(string parameters, string body) =>
        $"using AttentionGen;\n[AttentionPattern(1, 4, 8)]\n[Predicate(nameof(Attends))]\npartial class P\n{{\n    static bool Attends({parameters}) {body}\n}}\n";

    /// <summary>The text of the rule, over ints.</summary>
    private static string RuleOf(string parameters, string body)
    {
        var result = GeneratorHarness.Run(Pattern(parameters, body));
        Assert.Empty(result.Reports);
        Assert.Empty(result.CompileErrors);
        const string Head = "bool Reads(int query, int key) => unchecked(";
        var text = result.Source[(result.Source.IndexOf(Head, StringComparison.Ordinal) + Head.Length)..];
        return string.Join(' ', text[..text.IndexOf(");\n", StringComparison.Ordinal)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
