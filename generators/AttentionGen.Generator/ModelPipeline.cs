using System.Collections.Immutable;
using AttentionGen.Compiler;
using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Json;
using AttentionGen.Compiler.Models;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Generator;

/// <summary>
/// Compiles task models. They are read against few facts of the patterns, which equal those of the run before unless a name or
/// a task changed: so no edit of a pattern's windows, and none elsewhere, runs a model again.
/// </summary>
internal static class ModelPipeline
{
    private const string Runtime = "AttentionGen.Models.Longformer.TaskModel";

    public static void Register(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ImmutableArray<Declaration>> patterns,
        IncrementalValuesProvider<Declaration> files, IncrementalValueProvider<EquatableArray<PatternFacts>> sound, IncrementalValueProvider<bool> isNewEnough)
    {
        var fromAttributes = context.SyntaxProvider
            .ForAttributeWithMetadataName(ModelAttribute.Name, (node, _) => AttributeDeclaration.IsCandidate(node), ModelAttribute.Read)
            .WithTrackingName(PatternGenerator.GatherStep);
        var fromFiles = files.SelectMany((file, _) => ModelDeclarations.Of(file)).WithTrackingName(PatternGenerator.GatherStep);
        var isReferenced = context.CompilationProvider.Select((c, _) => c.GetTypeByMetadataName(Runtime) is not null).WithTrackingName(PatternGenerator.GatherStep);

        var all = fromAttributes.Collect().Combine(fromFiles.Collect()).Select((m, _) => m.Left.AddRange(m.Right));
        var names = patterns.Select((p, _) => p.Where(d => d.FullName is not null).Select(d => d.FullName!).OrderBy(n => n, StringComparer.Ordinal).ToEquatableArray());
        var known = names.Combine(sound).Select((k, _) => new KnownPatterns(k.Left, k.Right));
        var twice = all.Combine(patterns).Select((m, _) => Twice(m.Left, m.Right));
        var taken = twice.Select((t, _) => t.Names);
        context.Report(twice.SelectMany((t, _) => t.Problems));
        context.Report(all.Combine(isReferenced).SelectMany((m, _) => NotReferenced(m.Left, m.Right)));

        var uses = new List<IncrementalValueProvider<EquatableArray<RuleUse>>>();
        foreach (var declarations in new[] { fromAttributes, fromFiles })
        {
            var read = declarations.Combine(known).Select((d, _) => ModelReader.Read(d.Left, d.Right));
            context.Report(read.SelectMany((r, _) => r.Problems));
            uses.Add(read.Where(r => r.Use is not null).Select((r, _) => r.Use!).Collect().Select((u, _) => u.ToEquatableArray()));
            var sources = read.Where(r => r.Spec is not null).Select((r, _) => r.Spec!).WithTrackingName(PatternGenerator.ModelStep)
                .Combine(taken).Combine(isNewEnough.Combine(isReferenced))
                .Where(s => s.Right is (true, true) && !s.Left.Right.Contains(s.Left.Left.FullName))
                .Select((s, _) => Source.From(s.Left.Left)).WithTrackingName(PatternGenerator.SourceStep);
            context.RegisterSourceOutput(sources, (output, source) => output.AddSource(source.HintName, source.Text));
        }
        context.Report(patterns.Combine(sound).Combine(uses[0].Combine(uses[1])).SelectMany((p, _) => Unused(p.Left.Left, p.Left.Right, p.Right.Left.Concat(p.Right.Right))));
    }

    private static (EquatableArray<string> Names, EquatableArray<Problem> Problems) Twice(ImmutableArray<ModelDeclaration> models, ImmutableArray<Declaration> patterns)
    {
        var twice = ModelNames.Twice(models, patterns.Where(p => p.FullName is not null).Select(p => (p.FullName!, p.Span))).ToList();
        return (twice.Select(t => t.Model.FullName).OrderBy(n => n, StringComparer.Ordinal).ToEquatableArray(), twice.Select(t => t.Problem).ToEquatableArray());
    }

    private static EquatableArray<Problem> NotReferenced(ImmutableArray<ModelDeclaration> models, bool isReferenced) =>
        (isReferenced ? [] : models.Where(m => m.Name is not null)).Select(m => Problem.At(m.Span, Rules.ModelsNotReferenced, m.Name!)).ToEquatableArray();

    private static EquatableArray<Problem> Unused(ImmutableArray<Declaration> patterns, EquatableArray<PatternFacts> sound, IEnumerable<RuleUse> uses)
    {
        var facts = sound.ToDictionary(p => p.FullName, StringComparer.Ordinal);
        return patterns.Where(p => p.FullName is not null && facts.ContainsKey(p.FullName)).SelectMany(p => UnusedRules.Of(p, facts[p.FullName!], uses)).ToEquatableArray();
    }
}
