using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// Global tokens per task: { "qa": { "beforeSeparator": 1 }, "classification": "first" }. A rule is a name, or an object of
/// a name and its values; a list of rules adds up. Attributes give a list of { rule, values, task }.
/// </summary>
internal sealed class GlobalTokens : PatternKind
{
    private static readonly (string Name, GlobalRuleKind Kind, string Values, Func<IReadOnlyList<int>, bool> Accepts)[] s_rules =
    [
        ("first", GlobalRuleKind.First, "no values", v => v.Count == 0),
        ("beforeSeparator", GlobalRuleKind.BeforeSeparator, "one number, 1 or more: which separator", v => v.Count == 1 && v[0] >= 1),
        ("afterSeparator", GlobalRuleKind.AfterSeparator, "one number, 1 or more: which separator", v => v.Count == 1 && v[0] >= 1),
        ("tokenIds", GlobalRuleKind.TokenIds, "one or more token ids, 0 or more each", v => v.Count > 0 && v.All(i => i >= 0)),
        ("positions", GlobalRuleKind.Positions, "one or more positions, 0 or more each", v => v.Count > 0 && v.All(i => i >= 0)),
        ("everyKth", GlobalRuleKind.EveryKth, "one number, 1 or more", v => v.Count == 1 && v[0] >= 1),
        ("given", GlobalRuleKind.Given, "no values", v => v.Count == 0),
    ];

    public override string Property => "global";

    public override string Attribute => "GlobalTokensAttribute";

    public override string Schema =>
        """
        {
          "description": "The global tokens of each task: they read every token and every token reads them. Several rules of a task add up.",
          "type": "object",
          "additionalProperties": {
            "oneOf": [
              { "$ref": "#/definitions/globalRule" },
              { "type": "array", "items": { "$ref": "#/definitions/globalRule" }, "minItems": 1 }
            ]
          }
        }
        """;

    public override void Read(DeclaredValue value, SpecBuilder spec)
    {
        switch (value)
        {
            case DeclaredObject tasks:
                foreach (var task in tasks.Properties)
                    AddRules(task.Name, task.NameSpan, task.Value is DeclaredList list ? list.Items : new[] { task.Value }, spec);
                break;
            case DeclaredList { Items: var uses } when uses.All(u => u is DeclaredObject o && o["rule"] is not null):
                foreach (var use in uses.Cast<DeclaredObject>())
                    AddUse(use, spec);
                break;
            default:
                spec.Report(value.Span, Rules.InvalidValue, Property, "an object that gives each task its rule", value.Text);
                break;
        }
    }

    /// <summary>An attribute: { "rule": "beforeSeparator", "values": [1], "task": "qa" }.</summary>
    private static void AddUse(DeclaredObject use, SpecBuilder spec)
    {
        var task = use["task"];
        var rule = Rule((use["rule"] as DeclaredText)?.Value, use["rule"]!.Span, use["values"], spec);
        if (rule is not null)
            Add((task as DeclaredText)?.Value ?? "default", (task ?? use).Span, rule, spec);
    }

    private static void AddRules(string task, SourceSpan taskSpan, IEnumerable<DeclaredValue> rules, SpecBuilder spec)
    {
        foreach (var declared in rules)
        {
            var rule = declared switch
            {
                DeclaredText name => Rule(name.Value, name.Span, null, spec),
                DeclaredObject { Properties: { Count: 1 } p } => Rule(p[0].Name, p[0].NameSpan, p[0].Value, spec),
                _ => Rule(null, declared.Span, null, spec),
            };
            if (rule is not null)
                Add(task, taskSpan, rule, spec);
        }
    }

    private static GlobalRule? Rule(string? name, SourceSpan span, DeclaredValue? declared, SpecBuilder spec)
    {
        var rule = s_rules.FirstOrDefault(r => r.Name == name);
        if (rule.Name is null)
        {
            spec.Report(span, Rules.InvalidValue, "rule", $"one of {string.Join(", ", s_rules.Select(r => r.Name))}", name is null ? "something else" : $"'{name}'");
            return null;
        }
        var values = declared switch { null => [], DeclaredList list => list.Items.ToList(), _ => [declared] };
        var numbers = values.Select(v => (v as DeclaredNumber)?.Whole ?? int.MinValue).ToList();
        if (!rule.Accepts(numbers))
        {
            spec.Report(declared?.Span ?? span, Rules.GlobalRuleValues, rule.Name, rule.Values, values.Count == 0 ? "none" : string.Join(", ", values.Select(v => v.Text)));
            return null;
        }
        return new GlobalRule(rule.Kind, numbers.ToEquatableArray());
    }

    private static void Add(string task, SourceSpan span, GlobalRule rule, SpecBuilder spec)
    {
        if (Identifiers.ToPascalCase(task) is not { } pascal)
        {
            spec.Report(span, Rules.InvalidValue, "task", "a name of letters, digits, '-' and '_'", $"\"{task}\"");
            return;
        }
        var method = "GlobalMaskFor" + pascal;
        var at = spec.Tasks.FindIndex(t => t.MethodName == method);
        if (at >= 0 && spec.Tasks[at].Name != task)
            spec.Report(span, Rules.InvalidValue, "task", $"unlike \"{spec.Tasks[at].Name}\" in more than punctuation and case", $"\"{task}\"");
        var rules = rule.Kind == GlobalRuleKind.Given ? [] : new[] { rule };
        if (at < 0)
            spec.Tasks.Add(new GlobalTask(task, method, rules.ToEquatableArray()));
        else
            spec.Tasks[at] = spec.Tasks[at] with { Rules = spec.Tasks[at].Rules.Concat(rules).ToEquatableArray() };
    }
}
