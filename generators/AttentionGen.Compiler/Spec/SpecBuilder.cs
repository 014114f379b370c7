using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Spec;

/// <summary>A spec in the making: pattern kinds read their part of the declaration and write here.</summary>
public sealed class SpecBuilder
{
    private readonly (int Before, int After)?[,] _windows;
    private readonly int[,] _strides;

    internal SpecBuilder(int layers, int heads, int headSize, int? maxLength, bool causal, List<Problem> problems)
    {
        (Layers, Heads, HeadSize, MaxLength, Causal, Problems) = (layers, heads, headSize, maxLength, causal, problems);
        _windows = new (int, int)?[layers, heads];
        _strides = new int[layers, heads];
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

    /// <summary>Sets the keys that a head reads to each side.</summary>
    public void SetWindow(int layer, int head, int before, int after) => _windows[layer, head] = (before, after);

    /// <summary>Sets a head's distance between keys.</summary>
    public void SetStride(int layer, int head, int stride) => _strides[layer, head] = stride;

    /// <summary>The finished spec, or null when there are problems.</summary>
    internal PatternSpec? Build(Declaration declaration)
    {
        // Windows that were refused are no missing windows.
        if (Problems.Count == declaration.Problems.Count && FirstWithoutWindow() is var (layer, head))
            Report(declaration.Span, Rules.NoWindow, layer, head, Example(declaration.IsExistingClass));
        if (declaration.Name is { } name && GeneratedNames.Takes(name, declaration.Namespace, Tasks))
            Report(declaration.Span, Rules.NotPartial, name, "named otherwise (the generated code uses this name)");
        if (Problems.Count > 0)
            return null;
        // Heads are alike more often than not: equal ones are one object.
        var heads = new Dictionary<BandTerm, HeadSpec>();
        var layers = Enumerable.Range(0, Layers).Select(l => new LayerSpec(Enumerable.Range(0, Heads).Select(h => Head(l, h)).ToEquatableArray()));
        return new PatternSpec(
            declaration.Name!, declaration.Namespace, declaration.IsExistingClass, HeadSize, MaxLength, Causal, layers.ToEquatableArray(), Tasks.ToEquatableArray());

        HeadSpec Head(int layer, int head)
        {
            var (before, after) = _windows[layer, head]!.Value;
            var band = new BandTerm(before, after, Math.Max(1, _strides[layer, head]));
            if (!heads.TryGetValue(band, out var spec))
                heads[band] = spec = new HeadSpec((Tasks.Count == 0 ? new Term[] { band } : [band, new GlobalTerm()]).ToEquatableArray());
            return spec;
        }
    }

    private string Example(bool attribute) => (attribute, Causal) switch
    {
        (true, false) => "[Window(512)]",
        (true, true) => "[Window(Before = 512)]",
        (false, false) => "\"window\": 512",
        (false, true) => "\"window\": { \"before\": 512 }",
    };

    private (int Layer, int Head)? FirstWithoutWindow()
    {
        for (var layer = 0; layer < Layers; layer++)
        {
            for (var head = 0; head < Heads; head++)
            {
                if (_windows[layer, head] is null)
                    return (layer, head);
            }
        }
        return null;
    }
}
