using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Models;

/// <summary>What came of a model's declaration.</summary>
/// <param name="Spec">The spec; null where there are problems.</param>
/// <param name="Use">The rule that the model uses; null where it could not be found.</param>
/// <param name="Problems">What was found wrong.</param>
public sealed record ModelReading(ModelSpec? Spec, RuleUse? Use, EquatableArray<Problem> Problems);

/// <summary>A pattern's global rule that a model uses.</summary>
/// <param name="Pattern">The pattern's full name.</param>
/// <param name="MethodName">The method that builds the task's mask.</param>
public sealed record RuleUse(string Pattern, string MethodName);

/// <summary>Declaration to Spec of a task model: the one validator behind attributes and JSON.</summary>
public static class ModelReader
{
    /// <summary>The spec, or null with problems (or because its pattern has some).</summary>
    public static ModelReading Read(ModelDeclaration declaration, KnownPatterns patterns)
    {
        var problems = declaration.Problems.ToList();
        if (declaration.Body is not { } body || declaration.Name is not { } name)
            return new(null, null, problems.ToEquatableArray());
        if (ModelNames.Takes(name, declaration.Namespace))
            problems.Add(Problem.At(declaration.Span, Rules.NotPartial, name, "named otherwise (the generated code uses this name)"));
        var pattern = Text("pattern", "the name of a pattern") is { } patternName ? patterns.Find(patternName, declaration.Namespace, problems) : null;
        var taskName = Text("task", "the name of one of the pattern's tasks");
        var task = pattern is not null && taskName is not null ? Task(pattern, taskName, problems) : null;
        var head = Head(declaration, body, task, taskName, problems);
        var labels = ModelLabels.Read(body["labels"], head, problems);
        var use = task is null or { IsGiven: true } ? null : new RuleUse(pattern!.FullName, task.MethodName);
        var spec = problems.Count == 0 && task is not null && head is not null
            ? new ModelSpec(name, declaration.Namespace, declaration.IsExistingClass, pattern!, task, head, labels)
            : null;
        return new(spec, use, problems.ToEquatableArray());

        DeclaredText? Text(string property, string demand)
        {
            if (body[property] is DeclaredText text)
                return text;
            problems.Add(Problem.At(body[property]?.Span ?? declaration.Span, Rules.InvalidValue, property, demand, body[property]?.Text ?? "missing"));
            return null;
        }
    }

    private static TaskFacts? Task(PatternFacts pattern, DeclaredText name, List<Problem> problems)
    {
        var task = pattern.Tasks.FirstOrDefault(t => t.Name == name.Value);
        if (task is null)
        {
            var hint = pattern.Tasks.Count == 0 ? "It declares none." : Properties.Hint(name.Value, pattern.Tasks.Select(t => t.Name));
            problems.Add(Problem.At(name.Span, Rules.UnknownTask, pattern.Name, name.Value, hint));
        }
        else if (task.IsGiven)
        {
            problems.Add(Problem.At(name.Span, Rules.TaskWithoutRule, task.Name, pattern.Name));
        }
        return task;
    }

    private static ModelHead? Head(ModelDeclaration declaration, DeclaredObject body, TaskFacts? task, DeclaredText? taskName, List<Problem> problems)
    {
        var declared = body["head"];
        var head = declared is null
            ? ModelHeads.All.FirstOrDefault(h => h.Tasks.Contains(taskName?.Value))
            : ModelHeads.All.FirstOrDefault(h => h.Name == (declared as DeclaredText)?.Value);
        // A task that is not there is told already.
        if (head is null && (declared ?? (task is null ? null : taskName)) is { } place)
        {
            var names = string.Join(", ", ModelHeads.All.Select(h => declaration.IsExistingClass ? char.ToUpperInvariant(h.Name[0]) + h.Name.Substring(1) : h.Name));
            problems.Add(Problem.At(place.Span, Rules.UnknownHead, names, declared is null ? $"none is given, and the task {place.Text} means none by itself" : $"it is {declared.Text}"));
        }
        return head;
    }
}
