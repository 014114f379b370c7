namespace AttentionGen.Compiler.Diagnostics;

/// <summary>All rules, in order of their ids.</summary>
public static class Rules
{
    /// <summary>The text is no JSON.</summary>
    public static readonly Rule InvalidJson = new("AG0001", "JSON does not parse", "This is not valid JSON: {0}");

    /// <summary>A property nobody knows.</summary>
    public static readonly Rule UnknownProperty = new("AG0002", "Unknown property", "'{0}' is not a property of {1}. {2}");

    /// <summary>The same property twice.</summary>
    public static readonly Rule DuplicateProperty = new("AG0003", "Duplicate property", "'{0}' is given twice. Remove one of them.");

    /// <summary>No layers, heads or head size.</summary>
    public static readonly Rule MissingSize = new("AG0004", "Pattern without layers or heads", "A pattern needs '{0}', a whole number from 1 to {1}, but it is {2}");

    /// <summary>A value of the wrong kind or out of range.</summary>
    public static readonly Rule InvalidValue = new("AG0005", "Invalid value", "'{0}' must be {1}, but it is {2}");

    /// <summary>Odd or non-positive window.</summary>
    public static readonly Rule InvalidWindow = new("AG0006", "Window is not an even, positive total", "A window is an even, positive total, half of it to each side, but this one is {0}. {1}");

    /// <summary>A total, keys after the query, or a prefix, in a causal pattern.</summary>
    public static readonly Rule CausalWindow = new("AG0007", "Later keys in a causal pattern", "A causal pattern reads no later key, so {0}");

    /// <summary>A list that does not match the layers.</summary>
    public static readonly Rule WrongCount = new("AG0008", "List does not match the layers", "'{0}' lists {1} values, but the pattern has {2} layers");

    /// <summary>Stride below 1.</summary>
    public static readonly Rule InvalidStride = new("AG0009", "Stride below 1", "A stride is a whole number of 1 or more (1 is no dilation), but this one is {0}");

    /// <summary>A layer or head that is not there.</summary>
    public static readonly Rule OutOfRange = new("AG0010", "Layer or head out of range", "There is no {0} {1}: the pattern has {0}s 0 to {2}");

    /// <summary>A set that does not parse.</summary>
    public static readonly Rule InvalidSet = new("AG0011", "Not a set of layers or heads", "{0} is not a set. Write numbers and ranges, such as \"0..3,7\".");

    /// <summary>Two patterns of one name.</summary>
    public static readonly Rule DuplicateName = new("AG0012", "Two patterns of one name", "The pattern '{0}' is declared more than once; another declaration is at {1}. Rename one of them.");

    /// <summary>A class the compiler cannot add to.</summary>
    public static readonly Rule NotPartial = new("AG0013", "Class cannot be completed", "The class '{0}' must be {1}, so that the compiler can complete it");

    /// <summary>Heads to which nothing applies.</summary>
    public static readonly Rule NothingRead = new("AG0014", "Head without a window", "Layer {0}, head {1} reads nothing: no window and no other kind of pattern applies to it. Add one, such as {2}.");

    /// <summary>A global rule with the wrong numbers.</summary>
    public static readonly Rule GlobalRuleValues = new("AG0015", "Wrong values for a global rule", "The global rule '{0}' takes {1}, but it got {2}");

    /// <summary>A Hugging Face configuration that declares no pattern.</summary>
    public static readonly Rule UnsupportedConfig = new("AG0016", "Configuration is not a pattern", "This configuration does not declare a pattern: {0}");

    /// <summary>A language version that is too old.</summary>
    public static readonly Rule LanguageVersion = new("AG0017", "C# language version too old", "Generated patterns need C# {0} or later, but this project compiles as C# {1}. Raise LangVersion.");

    /// <summary>Both ways of saying a window at once.</summary>
    public static readonly Rule TwoWindows = new("AG0018", "Window said twice", "A window is either a total or 'before' and 'after', not both. Remove the total or '{0}'.");

    /// <summary>A model on a pattern that is not there.</summary>
    public static readonly Rule UnknownPattern = new("AG0030", "Model on an unknown pattern", "This project declares no pattern '{0}'. {1}");

    /// <summary>A model on a name that several patterns have.</summary>
    public static readonly Rule AmbiguousPattern = new("AG0031", "Model on one of several patterns", "'{0}' may be {1}. Write the full name.");

    /// <summary>A model of a task that the pattern does not declare.</summary>
    public static readonly Rule UnknownTask = new("AG0032", "Model of an unknown task", "The pattern '{0}' declares no task '{1}'. {2}");

    /// <summary>A model of a task whose global tokens are given at run time.</summary>
    public static readonly Rule TaskWithoutRule = new("AG0033", "Model of a task without a rule", "The global tokens of the task '{0}' are given at run time, so a model cannot choose them. Declare a rule for it on '{1}'.");

    /// <summary>A head that is not there, or none.</summary>
    public static readonly Rule UnknownHead = new("AG0034", "Model without a known head", "A model's 'head' must be one of {0}, but {1}");

    /// <summary>Labels for a head that has none.</summary>
    public static readonly Rule LabelsWithoutUse = new("AG0035", "Labels for a head without labels", "The head '{0}' has no labels. Remove them.");

    /// <summary>Models in a project without AttentionGen.Models.</summary>
    public static readonly Rule ModelsNotReferenced = new("AG0036", "AttentionGen.Models is not referenced", "The model '{0}' stands on AttentionGen.Models, which this project does not reference. Add the reference.");

    /// <summary>A model whose class is made twice.</summary>
    public static readonly Rule DuplicateModel = new("AG0037", "Two classes of one name", "The class '{0}' is made by another declaration too, at {1}. Rename one of them.");

    /// <summary>A global rule that no model uses.</summary>
    public static readonly Rule UnusedRule = new("AG0039", "Global rule that no model uses", "The global rule of the task '{0}' is used by no model, though other tasks of '{1}' have one. Declare a model for it, or remove it.", Severity.Warning);

    /// <summary>A predicate in JSON.</summary>
    public static readonly Rule PredicateInJson = new("AG0040", "Predicate in JSON", "A predicate is a C# method, which JSON cannot hold. Declare the pattern on a C# class, with [Predicate(nameof(Attends))].");

    /// <summary>A name that is not that of one static method.</summary>
    public static readonly Rule PredicateMethod = new("AG0041", "Not a predicate's method", "'{0}' cannot be a predicate: {1}");

    /// <summary>A parameter that nothing can be given for.</summary>
    public static readonly Rule PredicateParameter = new("AG0042", "Parameter of a predicate", "The parameter '{0}' of a predicate {1}");

    /// <summary>C# that does not become a rule.</summary>
    public static readonly Rule PredicateSyntax = new("AG0043", "Not understood in a predicate", "A predicate cannot hold {0}. {1}");

    /// <summary>Types other than int and bool.</summary>
    public static readonly Rule PredicateType = new("AG0044", "Type not understood in a predicate", "Predicates compute in int and bool, but this is {0}. {1}");

    /// <summary>A call that cannot be read.</summary>
    public static readonly Rule PredicateCall = new("AG0045", "Call not understood in a predicate", "A predicate cannot call '{0}': {1}");

    /// <summary>A value that is neither given nor constant.</summary>
    public static readonly Rule PredicateVariable = new("AG0046", "Not a constant in a predicate", "'{0}' may change, and a predicate knows its parameters and constants only. {1}");

    /// <summary>Too deep or too large.</summary>
    public static readonly Rule PredicateSize = new("AG0047", "Predicate too large", "This predicate is too large: an expression may be {0} levels deep and have {1} operations, with the methods it calls");

    /// <summary>One name for a number and for values per token.</summary>
    public static readonly Rule PredicateInput = new("AG0048", "Input of two kinds", "The run-time input '{0}' is one number in one place and a value per token in another. Give one of them another name.");

    /// <summary>Heads that read no key at all.</summary>
    public static readonly Rule IdleHead = new("AG0050", "Head that reads nothing", "{0} has heads that read no key at all{1}, at {2} tokens. Check what they are declared to read.", Severity.Warning);

    /// <summary>Layers that do not reach over the longest sequence.</summary>
    public static readonly Rule ShortReach = new(
        "AG0051", "Information cannot cross the sequence",
        "After the last layer of {0} a token has heard of {1} tokens before and {2} after it, but sequences have up to {3}. Widen the windows, add dilation or global tokens, or lower the longest length.",
        Severity.Warning);

    /// <summary>How a pattern is computed.</summary>
    public static readonly Rule Explanation = new("AG0052", "How a pattern is computed", "{0}: {1}", Severity.Info);

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        InvalidJson, UnknownProperty, DuplicateProperty, MissingSize, InvalidValue, InvalidWindow, CausalWindow, WrongCount, InvalidStride,
        OutOfRange, InvalidSet, DuplicateName, NotPartial, NothingRead, GlobalRuleValues, UnsupportedConfig, LanguageVersion, TwoWindows,
        UnknownPattern, AmbiguousPattern, UnknownTask, TaskWithoutRule, UnknownHead, LabelsWithoutUse, ModelsNotReferenced, DuplicateModel, UnusedRule,
        PredicateInJson, PredicateMethod, PredicateParameter, PredicateSyntax, PredicateType, PredicateCall, PredicateVariable, PredicateSize, PredicateInput,
        IdleHead, ShortReach, Explanation,
    ];
}
