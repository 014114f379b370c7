using AttentionGen.Compiler.Tests.Support;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0013: classes that the compiler cannot complete.</summary>
public class ClassProblems
{
    [Theory]
    [InlineData("class P;", "P", "partial")]
    [InlineData("partial record P;", "P", "an ordinary class, not a record")]
    [InlineData("file partial class P;", "P", "visible outside of its file")]
    [InlineData("static partial class P;", "P", "an ordinary class, not static")]
    [InlineData("partial class P<T>;", "P", "without type parameters")]
    [InlineData("partial class P : System.Exception;", "P", "without a base class of its own")]
    [InlineData("partial class Forward;", "Forward", "named otherwise (the generated code uses this name)")]
    [InlineData("partial class Band256x256;", "Band256x256", "named otherwise (the generated code uses this name)")]
    [InlineData("partial class GlobalMaskForQa;", "GlobalMaskForQa", "named otherwise (the generated code uses this name)")]
    public void A_class_can_be_completed(string type, string name, string demand) => Assert.Equal(
        [$"Test.cs(4,{1 + type.IndexOf(name, StringComparison.Ordinal)}): AG0013 '{name}': The class '{name}' must be {demand}, so that the compiler can complete it"],
        Broken.Attributes("[AttentionPattern(2, 2, 8), Window(8), GlobalTokens(GlobalRule.First, Task = \"qa\")]\n" + type));

    [Fact]
    public void A_class_stands_outside_of_others_and_is_no_duplicate_there() => Assert.Equal(
        [
            "Test.cs(4,15): AG0013 'P': The class 'P' must be outside of other types, so that the compiler can complete it",
            "Test.cs(5,77): AG0013 'P': The class 'P' must be outside of other types, so that the compiler can complete it",
        ],
        Broken.Attributes("partial class Outer1 { [AttentionPattern(2, 2, 8), Window(8)]\npartial class P; }\npartial class Outer2 { [AttentionPattern(2, 2, 8), Window(8)] partial class P; }"));

    [Fact]
    public void A_json_pattern_has_a_name_that_generated_code_leaves_free() => Assert.Equal(
        ["p.attention.json(1,11): AG0013 '\"Card\"': The class 'Card' must be named otherwise (the generated code uses this name), so that the compiler can complete it"],
        Broken.Json("{ \"name\": \"Card\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4 }"));

    [Fact]
    public void No_class_has_the_name_of_a_generated_member()
    {
        var members = GeneratorHarness.Run(Project.Of(SharedPatterns.Features) with { Files = [SharedPatterns.FromJson] }).Output.SyntaxTrees.Skip(1)
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single().Members)
            .Select(member => member switch
            {
                MethodDeclarationSyntax m => m.Identifier.Text,
                PropertyDeclarationSyntax p => p.Identifier.Text,
                FieldDeclarationSyntax f => f.Declaration.Variables.Single().Identifier.Text,
                StructDeclarationSyntax s => s.Identifier.Text,
                _ => throw new NotSupportedException($"{member.GetType().Name} is a new kind of member: read its name here."),
            })
            .Where(name => !name.StartsWith("GlobalMaskFor", StringComparison.Ordinal)) // depend on the pattern's own tasks
            .Distinct().ToList();
        Assert.Contains("Forward", members);
        Assert.All(members, name => Assert.Equal(
            "AG0013", Assert.Single(GeneratorHarness.Run(new TextFile("p.attention.json", $"{{ \"name\": \"{name}\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4 }}")).Diagnostics).Id));
    }

    [Theory]
    [InlineData("namespace N; ", "abstract partial class P")]
    [InlineData("namespace N; ", "partial class P : AttentionPattern, System.IDisposable")]
    [InlineData("namespace N; ", "partial class P(int x)")]
    [InlineData("namespace N; ", "partial class @class")]
    [InlineData("namespace N; ", "partial class @required")]
    [InlineData("namespace N; ", "partial class Check")]
    [InlineData("namespace N; ", "partial class AG")]
    [InlineData("namespace AG.TS; ", "partial class P")]
    public void These_classes_are_completed(string space, string type)
    {
        var result = GeneratorHarness.Run($"using AttentionGen; {space}[AttentionPattern(2, 2, 8), Window(8), GlobalTokens(GlobalRule.First)] {type} {{ internal int X() => {(type.Contains("int x") ? "x" : "1")}; public void Dispose() {{ }} }}");
        Assert.Empty(result.Reports);
        Assert.Empty(result.CompileErrors);
        Assert.Single(result.Sources);
    }
}
