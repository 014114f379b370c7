using AttentionGen.Compiler.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0030 to AG0037: task models. AG0039: rules without one.</summary>
public class ModelProblems
{
    private const string Pattern =
        "[AttentionPattern(2, 2, 8), Window(4), GlobalTokens(GlobalRule.First, Task = \"classification\"), GlobalTokens(GlobalRule.Given, Task = \"open\")] partial class Reader;\n";

    [Theory]
    [InlineData("\"Raeder\", \"classification\"", "\"Raeder\"", "AG0030", "This project declares no pattern 'Raeder'. Did you mean 'Reader'?")]
    [InlineData("\"Your.Reader\", \"classification\"", "\"Your.Reader\"", "AG0030", "This project declares no pattern 'Your.Reader'. Known: 'My.App.Reader', 'My.App.Sound'.")]
    [InlineData("typeof(System.Exception), \"classification\"", "typeof(System.Exception)", "AG0030", "This project declares no pattern 'System.Exception'. Known: 'My.App.Reader', 'My.App.Sound'.")]
    [InlineData("\"Reader\", \"clasification\"", "\"clasification\"", "AG0032", "The pattern 'Reader' declares no task 'clasification'. Did you mean 'classification'?")]
    [InlineData("\"Sound\", \"classification\"", "\"classification\"", "AG0032", "The pattern 'Sound' declares no task 'classification'. It declares none.")]
    [InlineData("\"Reader\", \"open\", Head = LongformerHead.MaskedLM", "\"open\"", "AG0033", "The global tokens of the task 'open' are given at run time, so a model cannot choose them. Declare a rule for it on 'Reader'.")]
    [InlineData("\"Reader\", \"classification\", Head = (LongformerHead)77", "(LongformerHead)77", "AG0034", "A model's 'head' must be one of SequenceClassification, TokenClassification, QuestionAnswering, MultipleChoice, MaskedLM, but it is \"77\"")]
    [InlineData("\"Reader\", \"classification\", Head = LongformerHead.MaskedLM, Labels = [\"a\", \"b\"]", "[\"a\", \"b\"]", "AG0035", "The head 'maskedLM' has no labels. Remove them.")]
    [InlineData("\"Reader\", \"classification\", Labels = [\"a\"]", "[\"a\"]", "AG0005", "'labels' must be a list of two or more labels, but it is a list of 1")]
    [InlineData("\"Reader\", \"classification\", Labels = [\"a\", \"?\"]", "\"?\"", "AG0005", "'label' must be a text with a letter or digit, but it is \"?\"")]
    [InlineData("\"Reader\", \"classification\", Labels = [\"a\", null, \"b\"]", "null", "AG0005", "'label' must be a text with a letter or digit, but it is null")]
    [InlineData("\"Reader\", \"classification\", Labels = [\"a b\", \"c\", \"A-b\"]", "\"A-b\"", "AG0005", "'label' must be unlike \"a b\" in more than punctuation and the case of first letters, but it is \"A-b\"")]
    public void In_attributes(string arguments, string at, string id, string message) => Assert.Equal(
        [$"Test.cs(4,{18 + arguments.LastIndexOf(at, StringComparison.Ordinal)}): {id} '{at}': {message}"],
        Attributes($"[LongformerModel({arguments})] partial class M;"));

    [Fact]
    public void A_task_that_means_no_head_needs_one() => Assert.Equal(
        ["Test.cs(4,34): AG0034 '\"grading\"': A model's 'head' must be one of SequenceClassification, TokenClassification, QuestionAnswering, MultipleChoice, MaskedLM, but none is given, and the task \"grading\" means none by itself"],
        Broken.Attributes(Pattern.Replace("classification", "grading") + "[LongformerModel(typeof(Reader), \"grading\")] partial class M;", "My.App.Reader.g.cs"));

    [Theory]
    [InlineData("abstract partial class M;", "M", "an ordinary class, not abstract")]
    [InlineData("partial class M(int x);", "M", "without a primary constructor")]
    [InlineData("class M;", "M", "partial")]
    [InlineData("partial class M : System.Exception;", "M", "without a base class of its own")]
    [InlineData("partial class Predict;", "Predict", "named otherwise (the generated code uses this name)")]
    public void A_class_can_be_completed(string type, string name, string demand) => Assert.Equal(
        [$"Test.cs(5,{1 + type.IndexOf(name, StringComparison.Ordinal)}): AG0013 '{name}': The class '{name}' must be {demand}, so that the compiler can complete it"],
        Attributes("[LongformerModel(\"Reader\", \"classification\")]\n" + type));

    [Theory]
    [InlineData("\"M\": { \"task\": \"qa\" }", "AG0032", "The pattern 'P' declares no task 'qa'. Known: 'classification'.", "\"qa\"")]
    [InlineData("\"M\": { \"task\": \"classification\", \"head\": \"maskedLm\" }", "AG0034", "A model's 'head' must be one of sequenceClassification, tokenClassification, questionAnswering, multipleChoice, maskedLM, but it is \"maskedLm\"", "\"maskedLm\"")]
    [InlineData("\"M\": { \"task\": 1 }", "AG0005", "'task' must be the name of one of the pattern's tasks, but it is 1", "1")]
    [InlineData("\"M\": { }", "AG0005", "'task' must be the name of one of the pattern's tasks, but it is missing", "\"M\"")]
    [InlineData("\"M\": \"classification\"", "AG0005", "'M' must be an object, such as { \"task\": \"classification\" }, but it is \"classification\"", "\"classification\"")]
    [InlineData("\"M N\": { \"task\": \"classification\" }", "AG0005", "'models' must be a C# class name of ASCII letters, digits and '_', without keywords, but it is \"M N\"", "\"M N\"")]
    [InlineData("\"M\": { \"task\": \"classification\", \"lables\": [] }", "AG0002", "'lables' is not a property of a model. Did you mean 'labels'?", "\"lables\"")]
    [InlineData("\"M\": { \"task\": \"classification\", \"pattern\": \"Q\" }", "AG0002", "'pattern' is not a property of a model. Known: 'task', 'head', 'labels'.", "\"pattern\"")]
    [InlineData("\"P\": { \"task\": \"classification\" }", "AG0037", "The class 'My.App.P' is made by another declaration too, at p.attention.json(1,11). Rename one of them.", "\"P\"")]
    [InlineData("\"sound\": { \"task\": \"classification\" }", "AG0037", "The class 'My.App.sound' is made by another declaration too, at Test.cs(3,62). Rename one of them.", "\"sound\"")]
    public void In_json(string models, string id, string message, string at)
    {
        var result = Run(Json(models));
        Assert.Equal([$"p.attention.json(2,{13 + models.LastIndexOf(at, StringComparison.Ordinal)}): {id} '{at}': {message}"], result.Reports);
        Assert.Equal(["My.App.P.g.cs", "My.App.Sound.g.cs"], result.Sources.Keys.Order());
    }

    [Fact]
    public void No_class_has_the_name_of_a_generated_member()
    {
        var files = GeneratorHarness.Run(Project.Of(SharedPatterns.Models) with { Files = [SharedPatterns.JsonTasks] }).Output.SyntaxTrees.Skip(1);
        var members = files.Select(tree => tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single())
            .Where(type => type.BaseList!.Types[0].ToString().StartsWith("AGL::", StringComparison.Ordinal))
            .SelectMany(type => type.Members)
            .Select(member => member switch
            {
                ConstructorDeclarationSyntax => "",
                MethodDeclarationSyntax m => m.Identifier.Text,
                EnumDeclarationSyntax e => e.Identifier.Text,
                FieldDeclarationSyntax f => f.Declaration.Variables.Single().Identifier.Text,
                _ => throw new NotSupportedException($"{member.GetType().Name} is a new kind of member: read its name here."),
            })
            .Where(name => name.Length > 0).Distinct().ToList();
        Assert.Contains("FromPretrained", members);
        Assert.All(members, name => Assert.Equal("AG0013", Assert.Single(Run(Json($"\"{name}\": {{ \"task\": \"classification\" }}")).Diagnostics).Id));
    }

    [Fact]
    public void Heads_are_the_enumerations() => Assert.Equal(
        Enum.GetNames<LongformerHead>(), Models.ModelHeads.All.Select(h => char.ToUpperInvariant(h.Name[0]) + h.Name[1..]));

    [Fact]
    public void Models_are_an_object()
    {
        var result = Run("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4,\n\"models\": [\"M\"] }");
        Assert.Equal(["p.attention.json(2,11): AG0005 '[\"M\"]': 'models' must be an object that gives each model's class its task, but it is a list"], result.Reports);
    }

    [Fact]
    public void A_broken_pattern_is_told_and_its_models_say_nothing_more()
    {
        var result = Run(Json("\"M\": { \"task\": \"classification\" }").Replace("\"window\": 4", "\"window\": 5"));
        Assert.Equal("AG0006", Assert.Single(result.Diagnostics).Id);
        Assert.Equal("My.App.Sound.g.cs", Assert.Single(result.Sources).Key);
    }

    [Fact]
    public void Two_models_of_one_name()
    {
        var result = Run(Json("\"M\": { \"task\": \"classification\" }"), "[LongformerModel(\"P\", \"classification\")] partial class M;");
        Assert.Equal(
            [
                "Test.cs(4,56): AG0037 'M': The class 'My.App.M' is made by another declaration too, at p.attention.json(2,13). Rename one of them.",
                "p.attention.json(2,13): AG0037 '\"M\"': The class 'My.App.M' is made by another declaration too, at Test.cs(4,56). Rename one of them.",
            ],
            result.Reports);
        Assert.Equal(["My.App.P.g.cs", "My.App.Sound.g.cs"], result.Sources.Keys.Order());
    }

    [Fact]
    public void A_name_in_two_namespaces_is_the_nearest_or_ambiguous()
    {
        const string Twice = "using AttentionGen;\nnamespace A.B { [AttentionPattern(1, 1, 8), Window(4), GlobalTokens(GlobalRule.First, Task = \"classification\")] partial class P { } }\n" +
            "namespace C { [AttentionPattern(1, 1, 8), Window(4), GlobalTokens(GlobalRule.First, Task = \"classification\")] partial class P { } }\n";
        var far = GeneratorHarness.Run(Twice + "namespace D { [LongformerModel(\"P\", \"classification\")] partial class M { } }");
        Assert.Equal(["Test.cs(4,32): AG0031 '\"P\"': 'P' may be 'A.B.P' or 'C.P'. Write the full name."], far.Reports);
        var near = GeneratorHarness.Run(Twice + "namespace A.B.D { [LongformerModel(\"P\", \"classification\")] partial class M { } }");
        Assert.Empty(near.Reports);
        Assert.Contains("global::A.B.P _pattern", near.Sources["A.B.D.M.g.cs"]);
    }

    [Fact]
    public void Models_need_their_library()
    {
        var project = Project.Of("using AttentionGen;\nnamespace My.App;\n" + Pattern + "[LongformerModel(\"Reader\", \"classification\")] partial class M;") with { ReferencesModels = false };
        var result = GeneratorHarness.Run(project);
        Assert.Equal(["Test.cs(4,61): AG0036 'M': The model 'M' stands on AttentionGen.Models, which this project does not reference. Add the reference."], result.Reports);
        Assert.Equal("My.App.Reader.g.cs", Assert.Single(result.Sources).Key);
    }

    [Fact]
    public void A_class_that_only_the_generator_knows_may_stand_in_typeof()
    {
        var result = Run(Json("\"M\": { \"task\": \"classification\" }"), "[LongformerModel(typeof(P), \"classification\")] partial class N;");
        Assert.Empty(result.Reports);
        Assert.Empty(result.CompileErrors);
        Assert.Contains("global::My.App.P _pattern", result.Sources["My.App.N.g.cs"]);
    }

    [Fact]
    public void A_rule_that_no_model_uses_is_a_warning_where_it_is_declared()
    {
        const string Json = "{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4,\n\"global\": { \"qa\": { \"beforeSeparator\": 1 }, \"classification\": [\"first\"], \"open\": \"given\" }, \"models\": { \"M\": { \"task\": \"classification\" } } }";
        var result = Run(Json, Pattern.Replace("partial", "[GlobalTokens(GlobalRule.EveryKth, 4)] partial") + "[LongformerModel(\"Reader\", \"classification\")] partial class N;");
        Assert.Equal(
            [
                "Test.cs(4,145): AG0039 'GlobalTokens(GlobalRule.EveryKth, 4)': The global rule of the task 'default' is used by no model, though other tasks of 'Reader' have one. Declare a model for it, or remove it.",
                "p.attention.json(2,13): AG0039 '\"qa\"': The global rule of the task 'qa' is used by no model, though other tasks of 'P' have one. Declare a model for it, or remove it.",
            ],
            result.Reports);
        Assert.All(result.Diagnostics, d => Assert.Equal(DiagnosticSeverity.Warning, d.DefaultSeverity));
        Assert.Equal(5, result.Sources.Count);
    }

    [Fact]
    public void Rules_of_a_pattern_without_models_are_nobodys_concern() =>
        Assert.Empty(Run("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4, \"global\": { \"qa\": \"first\" } }").Reports);

    private static IEnumerable<string> Attributes(string declaration) => Broken.Attributes(Pattern + declaration, "My.App.Reader.g.cs");

    private static string Json(string models) =>
        "{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4, \"global\": { \"classification\": \"first\" },\n\"models\": { " + models + " } }";

    private static GeneratorResult Run(string json, string source = "") => GeneratorHarness.Run(new Project
    {
        Sources = [("Test.cs", "using AttentionGen;\nnamespace My.App;\n[AttentionPattern(1, 1, 8)] [Window(2)] sealed partial class Sound;\n" + source)],
        Files = [new TextFile("p.attention.json", json)],
    });
}
