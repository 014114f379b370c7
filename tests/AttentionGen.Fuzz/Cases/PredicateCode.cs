using System.Text.RegularExpressions;

namespace AttentionGen.Fuzz.Cases;

/// <summary>Random predicates in C#; in every other case a few of their tokens are exchanged, also for what is not understood.</summary>
public sealed partial class PredicateCode : ICaseSource
{
    private const int PerCase = 6;

    private static readonly string[] s_tokens =
    [
        "long", "uint", "double", "var", "0", "-1", "2147483648", "0.5", "null", "default", "\"text\"", "query", "key", "head", "values", "^1", "..",
        "++", "+=", "=", ">>>", "??", "=>", "new()", "this", "(", ")", "{", "}", ";", "return", "if", "while (true)", "throw null", "Attends(query, key, 0, 0, 0, 0, values)", "stackalloc int[3]", "checked", "unchecked",
    ];

    /// <inheritdoc/>
    public string Name => "predicates";

    /// <inheritdoc/>
    public FuzzCase Next(Random random)
    {
        var predicates = new RandomPredicates(random.Next());
        var mutate = random.Next(2) == 0;
        var classes = Enumerable.Range(0, PerCase).Select(i => (Number: i, predicates.Next().Members)).Select(p =>
            $"[AttentionPattern(2, 2, 8)]\n[Predicate(nameof(Attends))]\npublic sealed partial class P{p.Number}\n{{\n{(mutate ? Mutate(p.Members, random) : p.Members)}}}\n");
        return new FuzzCase("Predicates.cs", "#pragma warning disable\nusing AttentionGen;\n" + string.Concat(classes), MayBeWrong: mutate);
    }

    private static string Mutate(string members, Random random)
    {
        var tokens = Token().Matches(members).Select(m => m.Value).ToList();
        for (var left = random.Next(1, 4); left > 0; left--)
            tokens[random.Next(tokens.Count)] = random.Next(3) == 0 ? tokens[random.Next(tokens.Count)] : $" {s_tokens[random.Next(s_tokens.Length)]} ";
        return string.Concat(tokens);
    }

    [GeneratedRegex(@"\s+|@?\w+|[^\w\s]")]
    private static partial Regex Token();
}
