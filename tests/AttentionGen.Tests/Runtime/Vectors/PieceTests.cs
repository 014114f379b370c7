using AttentionGen.Tests.Cases;

namespace AttentionGen.Tests.Runtime.Vectors;

/// <summary>Queries that read more keys than the kernels take at once. With few heads the backward pass works in parts.</summary>
public class PieceTests
{
    public static TheoryData<string> Patterns => [.. s_patterns.Keys];

    private static readonly Dictionary<string, AttentionPattern> s_patterns = new AttentionPattern[]
    {
        new ThreeFullHeads(), new OneFullHead(), new EightWideWindows(), new OneWideWindow(),
    }.ToDictionary(p => p.Card.Name);

    [Theory, MemberData(nameof(Patterns))]
    public void ManyKeysAgreeWithTheOracle(string name)
    {
        var pattern = s_patterns[name];
        var scenario = new Scenario("many keys", 1, 2000, (_, i) => i is < 1960 and not (> 700 and < 800), (_, _) => false);
        new OracleRun(pattern, 0, scenario).Check(pattern.Using(AttentionEngine.Simd), name);
    }
}
