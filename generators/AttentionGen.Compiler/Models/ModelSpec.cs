using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Models;

/// <summary>What a task model is: validated, immutable, equal by value, without source positions.</summary>
/// <param name="Name">Class name.</param>
/// <param name="Namespace">Namespace; empty for none.</param>
/// <param name="IsExistingClass">True when the class is the user's and partial.</param>
/// <param name="Pattern">The pattern it stands on.</param>
/// <param name="Task">Its task.</param>
/// <param name="Head">Its head.</param>
/// <param name="Labels">The labels that were declared, in the order of their ids; empty where none were.</param>
public sealed record ModelSpec(
    string Name, string Namespace, bool IsExistingClass, PatternFacts Pattern, TaskFacts Task, ModelHead Head, EquatableArray<ModelLabel> Labels)
{
    /// <summary>Namespace and name.</summary>
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;
}

/// <summary>A label.</summary>
/// <param name="Text">As declared.</param>
/// <param name="Member">Its member of the enumeration.</param>
public sealed record ModelLabel(string Text, string Member);

/// <summary>What models need to know of a pattern: nothing of its windows, so that a changed window changes no model.</summary>
/// <param name="Name">Class name.</param>
/// <param name="Namespace">Namespace; empty for none.</param>
/// <param name="Tasks">Its tasks, in order of declaration.</param>
public sealed record PatternFacts(string Name, string Namespace, EquatableArray<TaskFacts> Tasks)
{
    /// <summary>Namespace and name.</summary>
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;

    /// <summary>The facts of a spec.</summary>
    public static PatternFacts Of(PatternSpec spec) => new(spec.Name, spec.Namespace, spec.Tasks.Select(TaskFacts.Of).ToEquatableArray());
}

/// <summary>What models need to know of a task.</summary>
/// <param name="Name">As declared.</param>
/// <param name="MethodName">The pattern's method that builds the mask.</param>
/// <param name="IsGiven">True when there is no such method: the caller makes the mask.</param>
/// <param name="NeedsSeparator">True when the method takes the separator's id.</param>
public sealed record TaskFacts(string Name, string MethodName, bool IsGiven, bool NeedsSeparator)
{
    /// <summary>The facts of a task.</summary>
    public static TaskFacts Of(GlobalTask task) => new(
        task.Name, task.MethodName, task.Rules.Count == 0, task.Rules.Any(r => r.Kind is GlobalRuleKind.BeforeSeparator or GlobalRuleKind.AfterSeparator));
}
