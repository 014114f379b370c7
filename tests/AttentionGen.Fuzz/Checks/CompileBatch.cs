using AttentionGen.Compiler;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Fuzz.Checks;

/// <summary>
/// Compiles generated code of many specs at once, each in a namespace of its own, because binding to the references costs most.
/// Specs that were compiled before are passed over.
/// </summary>
internal sealed class CompileBatch
{
    private const int Size = 64;

    private readonly HashSet<PatternSpec> _seen = [];
    private readonly List<(int Case, Source Source)> _waiting = [];

    /// <summary>How many were compiled.</summary>
    public int Compiled { get; private set; }

    /// <summary>Adds a spec; compiles when enough wait. Gives the cases whose code does not compile, with the first error of each.</summary>
    public IEnumerable<(int Case, string Error)> Add(int number, PatternSpec spec)
    {
        if (_seen.Add(spec with { Namespace = "" }))
            _waiting.Add((number, Source.From(spec with { Namespace = $"Case{number}" })));
        return _waiting.Count >= Size ? Flush() : [];
    }

    /// <summary>Compiles what waits.</summary>
    public IReadOnlyList<(int Case, string Error)> Flush()
    {
        var project = new Project { Sources = [.. _waiting.Select(w => ($"{w.Case}", w.Source.Text))] };
        Compiled += _waiting.Count;
        _waiting.Clear();
        return
        [
            .. project.Compile().GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)
                .GroupBy(d => d.Location.SourceTree!.FilePath).Select(g => (int.Parse(g.Key, System.Globalization.CultureInfo.InvariantCulture), g.First().ToString())),
        ];
    }
}
