using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>A rule is four things that agree: the descriptor, its release row, its page, and a declaration that breaks it.</summary>
public class RuleTests
{
    /// <summary>Every id that one of the four knows.</summary>
    public static TheoryData<string> Ids =>
        [.. Rules.All.Select(r => r.Id).Concat(ReleaseNotes.Rows.Select(r => r.Id)).Concat(Pages).Concat(RuleTriggers.All.Keys).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Pages => Repository.Files("docs/diagnostics", "AG*").Select(f => Path.GetFileNameWithoutExtension(f));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_release_row_page_and_trigger_agree(string id)
    {
        var rule = Rules.All.SingleOrDefault(r => r.Id == id);
        Assert.True(rule is not null, $"{id} is not in Rules.All. Add it there, or remove its page, its release row and its row in RuleTriggers.cs.");
        var missing = new List<string>();
        if (!Pages.Contains(id))
            missing.Add($"page: write docs/diagnostics/{id}.md, beginning \"# {id}: {rule.Title}\".");
        else if (!Repository.Read("docs", "diagnostics", id + ".md").StartsWith($"# {id}: {rule.Title}\n", StringComparison.Ordinal))
            missing.Add($"title: docs/diagnostics/{id}.md must begin \"# {id}: {rule.Title}\".");
        var row = $"{id} | AttentionGen | {rule.Severity} | {rule.Title}";
        if (!ReleaseNotes.Rows.Where(r => r.Id == id).Select(r => r.Row).SequenceEqual([row]))
            missing.Add($"release: generators/AttentionGen.Generator/AnalyzerReleases.Unshipped.md (or Shipped) must hold one row \"{row}\".");
        missing.AddRange(WhatTheGeneratorDoesNotSay(rule));
        Assert.True(missing.Count == 0, $"{id} is not complete:\n" + string.Join("\n", missing));
    }

    private static IEnumerable<string> WhatTheGeneratorDoesNotSay(Rule rule)
    {
        if (!RuleTriggers.All.TryGetValue(rule.Id, out var project))
            return [$"trigger: add a declaration that breaks {rule.Id} to tests/AttentionGen.Compiler.Tests/Diagnostics/RuleTriggers.cs."];
        var said = GeneratorHarness.Run(project).Diagnostics;
        if (said.FirstOrDefault(d => d.Id == rule.Id) is not { Descriptor: var descriptor })
            return [$"trigger: the declaration in RuleTriggers.cs does not break {rule.Id}; the generator says {string.Join(", ", said.Select(d => d.Id).DefaultIfEmpty("nothing"))}."];
        var severity = Enum.Parse<DiagnosticSeverity>(rule.Severity.ToString());
        return (descriptor.Title.ToString(null), descriptor.Category, descriptor.DefaultSeverity) == (rule.Title, "AttentionGen", severity)
            ? [] : [$"descriptor: the generator says '{descriptor.Title}', {descriptor.Category}, {descriptor.DefaultSeverity}."];
    }

    [Fact]
    public void A_pragma_silences_a_warning_and_no_error()
    {
        const string Class = "using AttentionGen;\n#pragma warning disable AG0006, AG0051\n[AttentionPattern(2, 2, 8, MaxLength = 64), Window(WINDOW)]\npartial class A;\n";
        Assert.True(Assert.Single(GeneratorHarness.Run(Class.Replace("WINDOW", "8")).Diagnostics).IsSuppressed);
        Assert.False(Assert.Single(GeneratorHarness.Run(Class.Replace("WINDOW", "8").Replace("disable", "restore")).Diagnostics).IsSuppressed);
        Assert.False(Assert.Single(GeneratorHarness.Run(Class.Replace("WINDOW", "9")).Diagnostics).IsSuppressed);
    }

    [Fact]
    public void Rules_stand_in_order_and_each_once()
    {
        Assert.Equal(Rules.All.Select(r => r.Id).Distinct().Order(StringComparer.Ordinal), Rules.All.Select(r => r.Id));
        var fields = typeof(Rules).GetFields().Select(f => (Rule)f.GetValue(null)!);
        Assert.Empty(fields.Except(Rules.All).Select(r => $"{r.Id} is not in Rules.All."));
    }
}
