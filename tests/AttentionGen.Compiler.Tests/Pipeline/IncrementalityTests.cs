using AttentionGen.Compiler.Tests.Support;
using AttentionGen.Generator;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Compiler.Tests.Pipeline;

/// <summary>What runs again after an edit, by named steps.</summary>
public class IncrementalityTests
{
    private const string A = "using AttentionGen;\nnamespace My.App;\n[AttentionPattern(2, 2, 8), Window(4)]\npartial class A;\n";
    private const string B = "using AttentionGen;\nnamespace My.App;\n[AttentionPattern(2, 2, 8), Window(8)]\npartial class B;\n";
    private const string J = "{ \"name\": \"J\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": 4 }";

    private static readonly Project s_start = new()
    {
        Sources = [("A.cs", A), ("B.cs", B), ("Other.cs", "class Other;")],
        Files = [new TextFile("j.attention.json", J)],
    };

    [Fact]
    public void The_first_run_makes_everything()
    {
        var run = new Runs(s_start).Last;
        Assert.All(run.Reasons(PatternGenerator.GatherStep), r => Assert.Equal(IncrementalStepRunReason.New, r));
        Assert.Equal(3, run.Reasons(PatternGenerator.SpecStep).Count());
        Assert.Equal(3, run.Reasons(PatternGenerator.SourceStep).Count());
        Assert.Equal(3, run.Result.GeneratedSources.Length);
    }

    [Fact]
    public void An_unrelated_edit_changes_no_declaration()
    {
        var run = new Runs(s_start).Then(s_start with { Sources = [.. s_start.Sources.Take(2), ("Other.cs", "class Other { int x; }")] });
        AssertUnchanged(run, PatternGenerator.GatherStep);
        AssertNothingRuns(run);
    }

    [Fact]
    public void An_edit_in_the_body_of_the_class_changes_no_declaration()
    {
        var run = new Runs(s_start).Then(s_start with { Sources = [("A.cs", A.Replace("A;", "A { int x; }")), .. s_start.Sources.Skip(1)] });
        AssertUnchanged(run, PatternGenerator.GatherStep);
        AssertNothingRuns(run);
    }

    [Fact]
    public void A_moved_declaration_changes_no_spec()
    {
        var run = new Runs(s_start).Then(s_start with { Sources = [("A.cs", "\n" + A), .. s_start.Sources.Skip(1)] });
        Assert.Contains(IncrementalStepRunReason.Modified, run.Reasons(PatternGenerator.GatherStep));
        AssertNothingRuns(run);
    }

    [Fact]
    public void White_space_in_json_changes_no_spec()
    {
        var run = new Runs(s_start).Then(s_start with { Files = [new TextFile("j.attention.json", J.Replace(",", " ,\n"))] });
        Assert.Contains(IncrementalStepRunReason.Modified, run.Reasons(PatternGenerator.GatherStep));
        AssertNothingRuns(run);
    }

    [Fact]
    public void The_same_value_written_differently_changes_no_spec()
    {
        var run = new Runs(s_start).Then(s_start with
        {
            Sources = [("A.cs", A.Replace("Window(4)", "Window(Before = 2, After = 2)")), .. s_start.Sources.Skip(1)],
            Files = [new TextFile("j.attention.json", J.Replace("\"window\": 4", "\"window\": [4.0, 4]"))],
        });
        AssertNothingRuns(run);
    }

    [Fact]
    public void Build_options_that_say_the_same_change_no_declaration()
    {
        var run = new Runs(s_start).Then(s_start with { RootNamespace = "My." + "App" });
        AssertUnchanged(run, PatternGenerator.GatherStep);
        AssertNothingRuns(run);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("J")]
    public void A_changed_value_emits_one_pattern_again(string which)
    {
        var changed = which == "J"
            ? s_start with { Files = [new TextFile("j.attention.json", J.Replace("\"window\": 4", "\"window\": 6"))] }
            : s_start with { Sources = s_start.Sources.Select(s => s.Path == which + ".cs" ? (s.Path, s.Text.Replace("Window(", "Window(1")) : s).ToList() };
        var run = new Runs(s_start).Then(changed);
        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(PatternGenerator.SpecStep).Where(r => r is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(PatternGenerator.SourceStep).Where(r => r != IncrementalStepRunReason.Cached));
        Assert.Equal([IncrementalStepRunReason.Modified], run.SourceOutputs.Where(r => r != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_new_pattern_and_a_broken_one_emit_nothing_else()
    {
        var added = new Runs(s_start).Then(s_start with { Sources = [.. s_start.Sources, ("C.cs", B.Replace("class B", "class C"))] });
        Assert.Equal([IncrementalStepRunReason.New], added.SourceOutputs.Where(r => r != IncrementalStepRunReason.Cached));
        var broken = new Runs(s_start).Then(s_start with { Sources = [("A.cs", A.Replace("Window(4)", "Window(5)")), .. s_start.Sources.Skip(1)] });
        Assert.Equal(["My.App.B.g.cs", "My.App.J.g.cs"], broken.Result.GeneratedSources.Select(s => s.HintName).Order());
        Assert.Equal(2, broken.SourceOutputs.Count(r => r == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_second_pattern_of_the_name_takes_both_away_and_its_end_brings_one_back()
    {
        var runs = new Runs(s_start);
        var twice = runs.Then(s_start with { Files = [new TextFile("j.attention.json", J.Replace("\"J\"", "\"A\""))] });
        Assert.Equal("My.App.B.g.cs", Assert.Single(twice.Result.GeneratedSources).HintName);
        Assert.Equal(3, runs.Then(s_start).Result.GeneratedSources.Length);
    }

    /// <summary>A model on each pattern, in C# and in the file; A.cs is not among the files of the models.</summary>
    private static readonly Project s_withModels = s_start with
    {
        Sources = [("A.cs", A.Replace("]\n", ", GlobalTokens(GlobalRule.First, Task = \"classification\")]\n")), .. s_start.Sources.Skip(1), ("M.cs", M)],
        Files = [new TextFile("j.attention.json", JWithModel)],
    };

    private const string M = "using AttentionGen;\nnamespace My.App;\n[LongformerModel(\"A\", \"classification\", Labels = new[] { \"no\", \"yes\" })]\npartial class M;\n";
    private const string JWithModel = "{ \"name\": \"J\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": 4, \"global\": { \"mlm\": \"first\" }, \"models\": { \"N\": { \"task\": \"mlm\" } } }";

    public static TheoryData<string, object> EditsThatChangeNoModel() => new()
    {
        { "an unrelated file", s_withModels with { Sources = [.. s_withModels.Sources.Take(2), ("Other.cs", "class Other { int x; }"), s_withModels.Sources[3]] } },
        { "the body of the model", s_withModels with { Sources = [.. s_withModels.Sources.Take(3), ("M.cs", M.Replace("M;", "M { int x; }"))] } },
        { "the model's place", s_withModels with { Sources = [.. s_withModels.Sources.Take(3), ("M.cs", "\n" + M)] } },
        { "white space in JSON", s_withModels with { Files = [new TextFile("j.attention.json", JWithModel.Replace(",", " ,\n"))] } },
        { "the pattern's place", s_withModels with { Sources = [("A.cs", "\n" + s_withModels.Sources[0].Text), .. s_withModels.Sources.Skip(1)] } },
    };

    [Theory]
    [MemberData(nameof(EditsThatChangeNoModel), DisableDiscoveryEnumeration = true)]
    public void An_edit_that_changes_no_model_runs_nothing(string what, object edited)
    {
        Assert.NotEmpty(what);
        AssertNothingRuns(new Runs(s_withModels).Then((Project)edited), 5);
    }

    [Fact]
    public void A_changed_window_emits_its_pattern_again_and_no_model()
    {
        var run = new Runs(s_withModels).Then(s_withModels with { Sources = [("A.cs", s_withModels.Sources[0].Text.Replace("Window(4)", "Window(6)")), .. s_withModels.Sources.Skip(1)] });
        AssertUnchanged(run, PatternGenerator.ModelStep);
        Assert.Equal([IncrementalStepRunReason.Modified], run.SourceOutputs.Where(r => r != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_changed_rule_that_needs_a_separator_emits_its_model_again_and_no_other()
    {
        var run = new Runs(s_withModels).Then(s_withModels with { Sources = [("A.cs", s_withModels.Sources[0].Text.Replace("First,", "BeforeSeparator, 1,")), .. s_withModels.Sources.Skip(1)] });
        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(PatternGenerator.ModelStep).Where(r => r is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
        Assert.Equal(2, run.SourceOutputs.Count(r => r == IncrementalStepRunReason.Modified));
        Assert.Contains("TokenIds(input, \"M\"), Config.SepTokenId)", run.Result.GeneratedSources.Single(s => s.HintName == "My.App.M.g.cs").SourceText.ToString());
    }

    [Fact]
    public void A_renamed_task_takes_the_model_away_and_its_return_brings_it_back()
    {
        var runs = new Runs(s_withModels);
        var renamed = runs.Then(s_withModels with { Sources = [("A.cs", s_withModels.Sources[0].Text.Replace("\"classification\"", "\"sorting\"")), .. s_withModels.Sources.Skip(1)] });
        Assert.Equal("AG0032", Assert.Single(renamed.Result.Diagnostics).Id);
        Assert.Equal(4, renamed.Result.GeneratedSources.Length);
        Assert.Equal(5, runs.Then(s_withModels).Result.GeneratedSources.Length);
    }

    [Fact]
    public void A_predicates_body_is_part_of_its_pattern_wherever_it_stands()
    {
        const string Rules = "namespace My.App;\nstatic class Rules { public static bool Attends(int query, int key) => key <= query; }";
        var start = s_start with { Sources = [.. s_start.Sources, ("C.cs", B.Replace("class B", "class C").Replace("Window(8)", "Predicate(typeof(Rules), nameof(Rules.Attends))")), ("Rules.cs", Rules)] };
        var runs = new Runs(start);
        var moved = runs.Then(start with { Sources = [.. start.Sources.SkipLast(1), ("Rules.cs", "// moved\n" + Rules.Replace("key <= query", "( key <= query ) /* the same */"))] });
        Assert.All(moved.SourceOutputs, r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        var changed = runs.Then(start with { Sources = [.. start.Sources.SkipLast(1), ("Rules.cs", Rules.Replace("<=", "<"))] });
        Assert.Equal([IncrementalStepRunReason.Modified], changed.SourceOutputs.Where(r => r != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void Models_hold_nothing_of_the_compilation()
    {
        var broken = s_start with { Sources = [.. s_start.Sources, ("C.cs", B.Replace("partial class B", "class C")), ("D.cs", B), ("E.cs", B.Replace("class B;", "class E { static bool F(int query, int key) => key < query; }").Replace("Window(8)", "Predicate(\"F\")"))] };
        foreach (var project in new[] { s_start, broken, s_withModels })
        {
            var result = new Runs(project).Last.Result;
            var models = FromGatherOn(result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Inputs)).ToList();
            Assert.Subset(models.ToHashSet(), result.TrackedSteps[PatternGenerator.GatherStep].SelectMany(s => s.Outputs).Select(o => o.Value).ToHashSet());
            var found = ObjectGraph.Of(models);
            Assert.True(found.Count > models.ToHashSet(ReferenceEqualityComparer.Instance).Count);
            Assert.DoesNotContain(found, o => o is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or SyntaxReference or AttributeData);
        }
    }

    /// <summary>
    /// What the steps hand on, named or not, from the output back to the first step that is ours. Reports meet the compilation at the very end.
    /// </summary>
    private static IEnumerable<object> FromGatherOn(IEnumerable<(IncrementalGeneratorRunStep Source, int OutputIndex)> inputs) => inputs
        .SelectMany(i => i.Source.Name == PatternGenerator.ReportStep ? i.Source.Inputs.Where(p => p.Source.Name != WellKnownGeneratorInputs.Compilation) : [i])
        .SelectMany(i => FromGatherOn(i.Source.Name == PatternGenerator.GatherStep ? [] : i.Source.Inputs).Append(i.Source.Outputs[i.OutputIndex].Value));

    private static void AssertNothingRuns(Run run, int sources = 3)
    {
        AssertUnchanged(run, PatternGenerator.SpecStep);
        if (sources > 3)
            AssertUnchanged(run, PatternGenerator.ModelStep);
        Assert.All(run.Reasons(PatternGenerator.SourceStep), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(run.SourceOutputs, r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.Equal(sources, run.SourceOutputs.Count());
    }

    private static void AssertUnchanged(Run run, string step) =>
        Assert.All(run.Reasons(step), r => Assert.True(r is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, $"{step} is {r}"));

    /// <summary>A project that is edited while the generator's driver lives on.</summary>
    private sealed class Runs
    {
        private GeneratorDriver _driver;
        private Compilation _compilation;
        private Project _project;

        public Runs(Project project)
        {
            (_project, _compilation, _driver) = (project, project.Compile(), GeneratorHarness.Driver(project));
            Last = Start();
        }

        public Run Last { get; private set; }

        public Run Then(Project edited)
        {
            // As an editor does: trees and files that are not edited stay the same objects.
            foreach (var (old, changed) in _project.Sources.Zip(edited.Sources).Where(s => s.First != s.Second))
            {
                var tree = _compilation.SyntaxTrees.Single(t => t.FilePath == old.Path);
                _compilation = _compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(changed.Text)));
            }
            foreach (var added in edited.Sources.Skip(_project.Sources.Count))
                _compilation = _compilation.AddSyntaxTrees((edited with { Sources = [added] }).Compile().SyntaxTrees);
            foreach (var (old, changed) in _project.Files.Zip(edited.Files).Where(f => f.First != f.Second))
                _driver = _driver.ReplaceAdditionalText(old, changed);
            _driver = _driver.WithUpdatedAnalyzerConfigOptions(new Options(edited.RootNamespace));
            _project = edited;
            return Last = Start();
        }

        private Run Start()
        {
            _driver = _driver.RunGenerators(_compilation);
            return new Run(_driver.GetRunResult().Results.Single());
        }
    }

    private sealed record Run(GeneratorRunResult Result)
    {
        public IEnumerable<IncrementalStepRunReason> Reasons(string step) => Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

        /// <summary>Outputs that are generated files.</summary>
        public IEnumerable<IncrementalStepRunReason> SourceOutputs => Result.TrackedOutputSteps.SelectMany(s => s.Value)
            .Where(s => s.Inputs.Any(i => i.Source.Name == PatternGenerator.SourceStep))
            .SelectMany(s => s.Outputs).Select(o => o.Reason);
    }
}
