using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Patterns;

/// <summary>[Predicate(nameof(Attends), Heads = "0,1")]: what a C# method says. The front end reads its body; JSON has no methods.</summary>
internal sealed class Predicate : PatternKind
{
    public override string Property => "predicate";

    public override string Attribute => "PredicateAttribute";

    public override string? Method => "method";

    public override string Schema =>
        """
        {
          "description": "Predicates are C# methods: declare the pattern with [Predicate] on a C# class.",
          "not": {}
        }
        """;

    public override void Read(DeclaredValue value, SpecBuilder spec)
    {
        var entries = value is DeclaredList list ? list.Items.OfType<DeclaredObject>().ToList() : [];
        if (entries.Count == 0 || entries.Any(e => e["method"] is not DeclaredExpression))
        {
            spec.Report(value.Span, Rules.PredicateInJson);
            foreach (var (layer, head) in spec.Scope(null))
                spec.Add(layer, head, new PredicateTerm(new BoolLiteral(false), ""));
            return;
        }
        var perToken = new Dictionary<string, bool>(StringComparer.Ordinal) { [HeadRule.Segment] = true };
        foreach (var entry in entries)
        {
            var method = (DeclaredExpression)entry["method"]!;
            CheckInputs(method, perToken, spec);
            Add(entry, method, spec);
        }
    }

    /// <summary>Inputs go by name, for all predicates of a pattern and for packed documents.</summary>
    private static void CheckInputs(DeclaredExpression method, Dictionary<string, bool> perToken, SpecBuilder spec)
    {
        var all = method.Value?.All().ToList() ?? [];
        var inputs = all.OfType<TokenValue>().Select(t => (Name: t.Input, PerToken: true))
            .Concat(all.OfType<Variable>().Select(v => v.Name).Except(all.OfType<Let>().Select(l => l.Name)).Select(n => (Name: n, PerToken: false)));
        foreach (var input in inputs.Distinct())
        {
            if (!perToken.TryGetValue(input.Name, out var known))
                perToken[input.Name] = input.PerToken;
            else if (known != input.PerToken)
                spec.Report(method.Span, Rules.PredicateInput, input.Name);
        }
    }

    private static void Add(DeclaredObject entry, DeclaredExpression method, SpecBuilder spec)
    {
        var expression = method.Value ?? new BoolLiteral(false);
        var names = new HashSet<string>(expression.All().OfType<Variable>().Select(v => v.Name), StringComparer.Ordinal);
        var terms = new Dictionary<(int, int), PredicateTerm>();
        foreach (var (layer, head) in spec.Scope(entry))
        {
            // Heads that the method does not tell apart share one expression.
            var key = (names.Contains("layer") ? layer : 0, names.Contains("head") ? head : 0);
            if (!terms.TryGetValue(key, out var term))
                terms[key] = term = new PredicateTerm(ExpressionFolder.Fold(expression, ("layer", layer), ("head", head)), "where " + method.Method);
            spec.Add(layer, head, term);
        }
    }
}
