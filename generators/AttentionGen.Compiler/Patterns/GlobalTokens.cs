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
        ("first", GlobalRuleKind.First, "no values, or how many", v => v.Count == 0 || (v.Count == 1 && v[0] >= 1)),
        ("beforeSeparator", GlobalRuleKind.BeforeSeparator, "one number, 1 or more: which separator", v => v.Count == 1 && v[0] >= 1),
        ("afterSeparator", GlobalRuleKind.AfterSeparator, "one number, 1 or more: which separator", v => v.Count == 1 && v[0] >= 1),
        ("tokenIds", GlobalRuleKind.TokenIds, "one or more token ids, 0 or more each", v => v.Count > 0 && v.All(i => i >= 0)),
        ("positions", GlobalRuleKind.Positions, "one or more positions, 0 or more each", v => v.Count > 0 && v.All(i => i >= 0)),
        ("everyKth", GlobalRuleKind.EveryKth, "one number, 1 or more", v => v.Count == 1 && v[0] >= 1),
        ("given", GlobalRuleKind.Given, "no values", v => v.Count == 0),
    ];

    /// <summary>The task of rules that name none.</summary>
    public const string DefaultTask = "default";

    public override string Property => "global";

    public override string Attribute => "GlobalTokensAttribute";

    public override string Schema =>
        """
        {
          "description": "The global tokens of each task: they read every token and every token reads them. Several rules of a task add up.",
          "type": "object",
          "additionalProperties": false,
          "patternProperties": {
            "^[ ._-]*[A-Za-z0-9][A-Za-z0-9 ._-]*$": {
              "oneOf": [
                { "$ref": "#/definitions/globalRule" },
                { "type": "array", "items": { "$ref": "#/definitions/globalRule" }, "minItems": 1 }
              ]
            }
          }
        }
        """;

    public override void Read(DeclaredValue value, SpecBuilder spec)
    {
        switch (value)
        {
            case DeclaredObject tasks:
                foreach (var task in tasks.Properties)
                    AddRules(task, spec);
                break;
            case DeclaredList { Items: { Count: > 0 } uses } when uses.All(u => u is DeclaredObject o && o["rule"] is not null):
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
        Properties.RefuseUnknown(use, "a global rule", ["rule", "values", "task"], spec.Problems);
        var task = use["task"] ?? new DeclaredText(DefaultTask, use.Span);
        var rule = use["rule"] is DeclaredText name ? Rule(name.Value, name.Span, use["values"], spec) : NoRule(use["rule"]!, spec);
        if (task is not DeclaredText text)
            RefuseTask(task.Span, task.Text, spec);
        else if (rule is not null)
            Add(text.Value, task.Span, rule, spec);
    }

    private static void AddRules(DeclaredProperty task, SpecBuilder spec)
    {
        if (task.Value is DeclaredList { Items.Count: 0 })
            NoRule(task.Value, spec);
        foreach (var declared in task.Value is DeclaredList list ? list.Items : new[] { task.Value }.ToEquatableArray())
        {
            var rule = declared switch
            {
                DeclaredText name => Rule(name.Value, name.Span, null, spec),
                DeclaredObject { Properties: { Count: 1 } p } => Rule(p[0].Name, p[0].NameSpan, p[0].Value, spec),
                _ => NoRule(declared, spec),
            };
            if (rule is not null)
                Add(task.Name, task.NameSpan, rule, spec);
        }
    }

    private static GlobalRule? NoRule(DeclaredValue value, SpecBuilder spec)
    {
        var what = value switch
        {
            DeclaredObject { Properties.Count: var count } => $"an object of {count} properties",
            DeclaredList { Items.Count: 0 } => "an empty list",
            _ => value.Text,
        };
        return UnknownRule(value.Span, what, spec);
    }

    private static GlobalRule? UnknownRule(SourceSpan span, string what, SpecBuilder spec)
    {
        spec.Report(span, Rules.InvalidValue, "rule", $"one of {string.Join(", ", s_rules.Select(r => r.Name))}", what);
        return null;
    }

    private static GlobalRule? Rule(string name, SourceSpan span, DeclaredValue? declared, SpecBuilder spec)
    {
        var rule = s_rules.FirstOrDefault(r => r.Name == name);
        if (rule.Name is null)
            return UnknownRule(span, $"'{name}'", spec);
        var values = declared switch { null => [], DeclaredList list => list.Items.ToList(), _ => [declared] };
        var numbers = values.Select(v => (v as DeclaredNumber)?.Whole ?? int.MinValue).ToList();
        if (!rule.Accepts(numbers))
        {
            spec.Report(declared?.Span ?? span, Rules.GlobalRuleValues, rule.Name, rule.Values, values.Count == 0 ? "none" : string.Join(", ", values.Select(v => v.Text)));
            return null;
        }
        return new GlobalRule(rule.Kind, numbers.ToEquatableArray());
    }

    private static void RefuseTask(SourceSpan span, string what, SpecBuilder spec) =>
        spec.Report(span, Rules.InvalidValue, "task", "a name of ASCII letters, digits, ' ', '-', '_' and '.'", what);

    private static void Add(string task, SourceSpan span, GlobalRule rule, SpecBuilder spec)
    {
        if (Identifiers.ToPascalCase(task) is not { } pascal)
        {
            RefuseTask(span, $"\"{task}\"", spec);
            return;
        }
        var method = "GlobalMaskFor" + pascal;
        var at = spec.Tasks.FindIndex(t => t.MethodName == method);
        if (at >= 0 && spec.Tasks[at].Name != task)
            spec.Report(span, Rules.InvalidValue, "task", $"unlike \"{spec.Tasks[at].Name}\" in more than punctuation and case", $"\"{task}\"");
        spec.AddGlobalRule(task, method, rule);
    }
}
