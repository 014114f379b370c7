namespace AttentionGen;

/// <summary>
/// Declares a Longformer for a task on a partial class. The compiler makes the class the model with that task's head, on that
/// pattern, with the pattern's global rule for the task built in. Needs AttentionGen.Models.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongformerModelAttribute : Attribute
{
    /// <summary>A model on a pattern by its name, however it was declared.</summary>
    /// <param name="pattern">The pattern's class, in JSON or C#: "MyPattern", or "My.App.MyPattern" where several have the name.</param>
    /// <param name="task">A task of the pattern that has a rule for its global tokens.</param>
    public LongformerModelAttribute(string pattern, string task) => (Pattern, Task) = (pattern, task);

    /// <summary>A model on a pattern by its class.</summary>
    /// <param name="pattern">The pattern's class.</param>
    /// <param name="task">A task of the pattern that has a rule for its global tokens.</param>
    public LongformerModelAttribute(Type pattern, string task) => (Pattern, Task) = (pattern.FullName!, task);

    /// <summary>The pattern's class.</summary>
    public string Pattern { get; }

    /// <summary>The task.</summary>
    public string Task { get; }

    /// <summary>The head. Left out, the task's name says it: "classification", "tagging", "qa", "multiple-choice" and "masked-lm" do, among others.</summary>
    public LongformerHead Head { get; set; }

    /// <summary>A classifier's labels in the order of their ids, two or more: the result names them by an enum. Those of the configuration, as text, when left out.</summary>
    public string[]? Labels { get; set; }
}

/// <summary>What stands on top of a Longformer.</summary>
public enum LongformerHead
{
    /// <summary>A label for each sequence.</summary>
    SequenceClassification,

    /// <summary>A label for each token.</summary>
    TokenClassification,

    /// <summary>Where the answer to a question starts and ends.</summary>
    QuestionAnswering,

    /// <summary>One of several candidates.</summary>
    MultipleChoice,

    /// <summary>The words behind masks.</summary>
    MaskedLM,
}
