using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Json;

/// <summary>The task models that stand in a pattern's file: "models": { "MyModel": { "task": "qa" } }.</summary>
public static class ModelDeclarations
{
    /// <summary>The property of a pattern's file.</summary>
    public const string Property = "models";

    /// <summary>Its JSON schema.</summary>
    internal static string Schema =>
        $$"""
        {
          "description": "Longformers for tasks of this pattern, by class name.",
          "type": "object",
          "additionalProperties": {
            "type": "object",
            "required": ["task"],
            "additionalProperties": false,
            "properties": {
              "task": { "description": "A task of this pattern that has a rule for its global tokens.", "type": "string" },
              "head": { "description": "What stands on top; the task's name says it when left out.", "enum": [{{string.Join(", ", Compiler.Models.ModelHeads.All.Select(h => $"\"{h.Name}\""))}}] },
              "labels": { "description": "A classifier's labels in the order of their ids.", "type": "array", "items": { "type": "string" }, "minItems": 2 }
            }
          }
        }
        """;

    /// <summary>The models of a pattern's declaration; none where it is no file's. Never throws for what a user wrote.</summary>
    public static IEnumerable<ModelDeclaration> Of(Declaration pattern)
    {
        // A file without a name is told so, and its models have no pattern to stand on.
        if (pattern.Body?[Property] is not { } models || pattern.IsExistingClass || pattern.Name is null)
            return [];
        if (models is DeclaredObject all)
            return all.Properties.Select(model => Model(pattern, model));
        var problem = Problem.At(models.Span, Rules.InvalidValue, Property, "an object that gives each model's class its task", models.Text);
        return [new ModelDeclaration(null, pattern.Namespace, false, null, models.Span, new[] { problem }.ToEquatableArray())];
    }

    private static ModelDeclaration Model(Declaration pattern, DeclaredProperty model)
    {
        var problems = new List<Problem>();
        var name = Identifiers.Read(Property, new DeclaredText(model.Name, model.NameSpan), problems);
        var body = model.Value as DeclaredObject;
        if (body is null)
            problems.Add(Problem.At(model.Value.Span, Rules.InvalidValue, model.Name, "an object, such as { \"task\": \"classification\" }", model.Value.Text));
        else
            Properties.RefuseUnknown(body, "a model", ["task", "head", "labels"], problems);
        var owner = new DeclaredText(pattern.FullName!, model.NameSpan);
        body = body is null ? null : body with { Properties = body.Properties.Where(p => p.Name != "pattern").Append(new("pattern", model.NameSpan, owner)).ToEquatableArray() };
        return new ModelDeclaration(name, pattern.Namespace, false, body, model.NameSpan, problems.ToEquatableArray());
    }
}
