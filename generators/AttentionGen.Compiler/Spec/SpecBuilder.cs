using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Spec;

/// <summary>A spec in the making: pattern kinds read their part of the declaration and write here.</summary>
public sealed class SpecBuilder
{
    private readonly HeadBuilder[,] _heads;

    internal SpecBuilder(int layers, int heads, int headSize, int? maxLength, bool causal, List<Problem> problems)
    {
        (Layers, Heads, HeadSize, MaxLength, Causal, Problems) = (layers, heads, headSize, maxLength, causal, problems);
        _heads = new HeadBuilder[layers, heads];
        foreach (var (layer, head) in Scope(null))
            _heads[layer, head] = new HeadBuilder();
    }

    /// <summary>Number of layers.</summary>
    public int Layers { get; }

    /// <summary>Heads per layer.</summary>
    public int Heads { get; }

    /// <summary>Width of one head.</summary>
    public int HeadSize { get; }

    /// <summary>Longest sequence in tokens, when declared.</summary>
    public int? MaxLength { get; }

    /// <summary>True when no query reads a later key.</summary>
    public bool Causal { get; }

    /// <summary>True when documents that are packed into one sequence do not read each other.</summary>
    public bool Segments { get; set; }

    /// <summary>What was found wrong.</summary>
    public List<Problem> Problems { get; }

    /// <summary>Global rules by task, in order of declaration.</summary>
    public List<GlobalTask> Tasks { get; } = [];

    /// <summary>Notes a problem.</summary>
    public void Report(SourceSpan span, Rule rule, params object[] arguments) => Problems.Add(Problem.At(span, rule, arguments));

    /// <summary>The (layer, head) pairs that an entry's "layers" and "heads" choose, all when it has neither.</summary>
    public IEnumerable<(int Layer, int Head)> Scope(DeclaredObject? entry)
    {
        var layers = IndexSet.Read(entry?["layers"], "layer", Layers, Problems);
        var heads = IndexSet.Read(entry?["heads"], "head", Heads, Problems);
        return from layer in layers from head in heads select (layer, head);
    }

    /// <summary>Sets the keys that a head's window reads to each side; a later window takes an earlier one's place.</summary>
    public void SetWindow(int layer, int head, int before, int after) => _heads[layer, head].Window = (before, after);

    /// <summary>Sets the distance between keys of a head's window.</summary>
    public void SetStride(int layer, int head, int stride) => _heads[layer, head].Stride = stride;

    /// <summary>Adds keys to what a head reads: a head is the union of its terms.</summary>
    public void Add(int layer, int head, Term term) => _heads[layer, head].Terms.Add(term);

    /// <summary>Sets how a head treats global tokens; null when it is not to know of them.</summary>
    public void SetGlobal(int layer, int head, GlobalTerm? global) => _heads[layer, head].Global = global;

    /// <summary>Adds a rule to a task, or the task with its first rule; "given" only makes the task known.</summary>
    public void AddGlobalRule(string task, string method, GlobalRule rule)
    {
        var rules = rule.Kind == GlobalRuleKind.Given ? [] : new[] { rule };
        var at = Tasks.FindIndex(t => t.MethodName == method);
        if (at < 0)
            Tasks.Add(new GlobalTask(task, method, rules.ToEquatableArray()));
        else
            Tasks[at] = Tasks[at] with { Rules = Tasks[at].Rules.Concat(rules).Distinct().ToEquatableArray() };
    }

    /// <summary>The finished spec, or null when there are problems.</summary>
    internal PatternSpec? Build(Declaration declaration)
    {
        // What was refused is not missing.
        if (Problems.Count == declaration.Problems.Count && Scope(null).Where(s => _heads[s.Layer, s.Head].IsEmpty).ToList() is [var (layer, head), ..])
            Report(declaration.Span, Rules.NothingRead, layer, head, Example(declaration.IsExistingClass));
        if (declaration.Name is { } name && GeneratedNames.Takes(name, declaration.Namespace, Tasks))
            Report(declaration.Span, Rules.NotPartial, name, "named otherwise (the generated code uses this name)");
        if (Problems.Any(p => p.Rule.Severity == Severity.Error))
            return null;
        // Heads are alike more often than not: equal ones are one object.
        var specs = new Dictionary<HeadSpec, HeadSpec>();
        var layers = Enumerable.Range(0, Layers).Select(l => new LayerSpec(Enumerable.Range(0, Heads).Select(h => Shared(_heads[l, h].Build(Tasks.Count > 0))).ToEquatableArray()));
        return new PatternSpec(
            declaration.Name!, declaration.Namespace, declaration.IsExistingClass, HeadSize, MaxLength, Causal, Segments, layers.ToEquatableArray(), Tasks.ToEquatableArray());

        HeadSpec Shared(HeadSpec head)
        {
            if (!specs.TryGetValue(head, out var known))
                specs[head] = known = head;
            return known;
        }
    }

    private string Example(bool attribute) => (attribute, Causal) switch
    {
        (true, false) => "[Window(512)]",
        (true, true) => "[Window(Before = 512)]",
        (false, false) => "\"window\": 512",
        (false, true) => "\"window\": { \"before\": 512 }",
    };

    private sealed class HeadBuilder
    {
        public (int Before, int After)? Window { get; set; }

        public int Stride { get; set; } = 1;

        public List<Term> Terms { get; } = [];

        public GlobalTerm? Global { get; set; } = new(GlobalDirection.Both, GlobalProjections.Separate);

        public bool IsEmpty => Window is null && Terms.Count == 0;

        public HeadSpec Build(bool hasGlobals)
        {
            IEnumerable<Term> terms = Terms;
            if (Window is var (before, after))
                terms = terms.Prepend(new BandTerm(before, after, Stride));
            if (hasGlobals && Global is not null)
                terms = terms.Append(Global);
            return new HeadSpec(terms.Distinct().ToEquatableArray());
        }
    }
}
