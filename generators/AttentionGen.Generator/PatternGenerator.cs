using System.Collections.Immutable;
using AttentionGen.Compiler;
using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Models;
using AttentionGen.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Generator;

/// <summary>Compiles attention patterns: Declaration, Spec, Source.</summary>
[Generator]
public sealed class PatternGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps that incrementality tests look at.</summary>
    public const string GatherStep = "Gather", SpecStep = "Spec", ModelStep = "Model", SourceStep = "Source", ReportStep = "Report";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var fromAttributes = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeDeclaration.Attribute, (node, _) => AttributeDeclaration.IsCandidate(node), AttributeDeclaration.Read)
            .WithTrackingName(GatherStep);
        var fromFiles = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(f => JsonFiles.IsPattern(f.Left, f.Right))
            .Select((f, cancel) => JsonFiles.Read(f.Left, f.Right, cancel))
            .WithTrackingName(GatherStep);

        var all = fromAttributes.Collect().Combine(fromFiles.Collect())
            .Select((d, _) => d.Left.AddRange(d.Right));
        context.Report(all.SelectMany((d, _) => Duplicates(d)));
        var taken = all.Select((d, _) => DuplicateNames(d).SelectMany(g => g).Select(d => d.FullName!).OrderBy(n => n, StringComparer.Ordinal).ToEquatableArray());
        var version = context.ParseOptionsProvider.Select((p, _) => ((CSharpParseOptions)p).LanguageVersion);

        var explain = context.AnalyzerConfigOptionsProvider.Select((o, _) => o.GlobalOptions.TryGetValue("build_property.AttentionGenExplain", out var value) && value == "true");

        var facts = new List<IncrementalValueProvider<ImmutableArray<PatternFacts>>>();
        foreach (var declarations in new[] { fromAttributes, fromFiles })
        {
            var read = declarations.Select((d, _) => (d.Span, Result: SpecReader.Read(d)));
            context.Report(read.SelectMany((r, _) => r.Result.Problems));
            context.Report(read.Combine(explain).SelectMany((r, _) => Advise(r.Left.Result.Spec, r.Left.Span, r.Right)));
            var specs = read.Where(r => r.Result.Spec is not null).Select((r, _) => r.Result.Spec!).WithTrackingName(SpecStep);
            facts.Add(specs.Select((spec, _) => PatternFacts.Of(spec)).Collect());
            var sources = specs.Combine(taken).Combine(version)
                .Where(s => !s.Left.Right.Contains(s.Left.Left.FullName) && s.Right >= NeededVersion)
                .Select((s, _) => s.Left.Left)
                .Select((spec, _) => Source.From(spec)).WithTrackingName(SourceStep);
            context.RegisterSourceOutput(sources, (output, source) => output.AddSource(source.HintName, source.Text));
        }
        context.Report(all.Combine(version).SelectMany((d, _) => TooOld(d.Left, d.Right)));
        var sound = facts[0].Combine(facts[1]).Combine(taken)
            .Select((f, _) => f.Left.Left.Concat(f.Left.Right).Where(p => !f.Right.Contains(p.FullName)).ToEquatableArray());
        ModelPipeline.Register(context, all, fromFiles, sound, version.Select((v, _) => v >= NeededVersion));
    }

    private static LanguageVersion NeededVersion => LanguageVersionFacts.TryParse(Source.LanguageVersion, out var version) ? version : LanguageVersion.Latest;

    private static IEnumerable<IGrouping<string, Declaration>> DuplicateNames(ImmutableArray<Declaration> declarations) => declarations
        .Where(d => d.Name is not null)
        // Generated files are named after patterns, and Roslyn and some file systems do not tell names by case.
        .GroupBy(d => d.FullName!, StringComparer.OrdinalIgnoreCase)
        .Where(g => g.Count() > 1);

    private static EquatableArray<Problem> Duplicates(ImmutableArray<Declaration> declarations) => DuplicateNames(declarations)
        .SelectMany(g => g.Select(d => (Declaration: d, Other: g.First(other => !ReferenceEquals(other, d)))))
        .Select(d => Problem.At(
            d.Declaration.Span, Rules.DuplicateName, d.Declaration.FullName!,
            d.Other.Span + (d.Other.FullName == d.Declaration.FullName ? "" : " in other case")))
        .ToEquatableArray();

    private static EquatableArray<Problem> Advise(PatternSpec? spec, SourceSpan span, bool explain) =>
        spec is null ? default : Advice.Of(Planner.Plan(spec), span, explain).ToEquatableArray();

    private static EquatableArray<Problem> TooOld(ImmutableArray<Declaration> declarations, LanguageVersion version) =>
        (version >= NeededVersion ? [] : declarations.Take(1))
        .Select(d => Problem.At(d.Span, Rules.LanguageVersion, Source.LanguageVersion, version.ToDisplayString()))
        .ToEquatableArray();
}
