using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0012 and the names of AG0005: one pattern of a name, and names that C# takes.</summary>
public class NameProblems
{
    private const string Body = "\"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4 }";

    [Fact]
    public void Two_declarations_in_attributes() => Assert.Equal(
        [
            "Test.cs(3,62): AG0012 'P': The pattern 'My.App.P' is declared more than once; another declaration is at Test.cs(4,62). Rename one of them.",
            "Test.cs(4,62): AG0012 'P': The pattern 'My.App.P' is declared more than once; another declaration is at Test.cs(3,62). Rename one of them.",
        ],
        Broken.Attributes("[AttentionPattern(2, 2, 8)] [Window(2)] sealed partial class P;\n[AttentionPattern(2, 2, 8)] [Window(4)] sealed partial class P;"));

    [Fact]
    public void Two_declarations_in_files() => Assert.Equal(
        [
            "a.attention.json(1,11): AG0012 '\"P\"': The pattern 'My.App.P' is declared more than once; another declaration is at b.attention.json(1,1). Rename one of them.",
            "b.attention.json(1,1): AG0012 '{': The pattern 'My.App.P' is declared more than once; another declaration is at a.attention.json(1,11). Rename one of them.",
        ],
        Broken.Files(new TextFile("a.attention.json", "{ \"name\": \"P\", " + Body), new TextFile("b.attention.json", "{ " + Body, "P")));

    [Fact]
    public void A_declaration_in_attributes_and_one_in_a_file()
    {
        var result = GeneratorHarness.Run(Project.Of("[AttentionGen.AttentionPattern(2, 2, 8), AttentionGen.Window(2)]\npartial class P;") with
        {
            Files = [new TextFile("p.attention.json", "{ \"name\": \"P\", " + Body), new TextFile("q.attention.json", "{ \"name\": \"Q\", " + Body)],
            RootNamespace = "",
        });
        Assert.Equal(
            [
                "Test.cs(2,15): AG0012 'P': The pattern 'P' is declared more than once; another declaration is at p.attention.json(1,11). Rename one of them.",
                "p.attention.json(1,11): AG0012 '\"P\"': The pattern 'P' is declared more than once; another declaration is at Test.cs(2,15). Rename one of them.",
            ],
            result.Reports);
        Assert.Equal("Q.g.cs", Assert.Single(result.Sources).Key);
    }

    [Fact]
    public void Names_that_differ_in_case() => Assert.Equal(
        [
            "a.attention.json(1,11): AG0012 '\"Base\"': The pattern 'My.App.Base' is declared more than once; another declaration is at b.attention.json(1,11) in other case. Rename one of them.",
            "b.attention.json(1,11): AG0012 '\"BASE\"': The pattern 'My.App.BASE' is declared more than once; another declaration is at a.attention.json(1,11) in other case. Rename one of them.",
        ],
        Broken.Files(new TextFile("a.attention.json", "{ \"name\": \"Base\", " + Body), new TextFile("b.attention.json", "{ \"name\": \"BASE\", " + Body)));

    [Fact]
    public void One_name_in_two_namespaces_is_no_problem()
    {
        var result = GeneratorHarness.Run(
            new TextFile("a.attention.json", "{ \"name\": \"P\", \"namespace\": \"One\", " + Body), new TextFile("b.attention.json", "{ \"name\": \"P\", \"namespace\": \"Two\", " + Body));
        Assert.Empty(result.Reports);
        Assert.Equal(["One.P.g.cs", "Two.P.g.cs"], result.Sources.Keys.Order());
    }

    [Theory]
    [InlineData("\"name\": \"My Pattern\"", "'name' must be a C# class name of ASCII letters, digits and '_', without keywords, but it is \"My Pattern\"")]
    [InlineData("\"name\": \"1st\"", "'name' must be a C# class name of ASCII letters, digits and '_', without keywords, but it is \"1st\"")]
    [InlineData("\"name\": \"class\"", "'name' must be a C# class name of ASCII letters, digits and '_', without keywords, but it is \"class\"")]
    [InlineData("\"name\": \"\"", "'name' must be a C# class name of ASCII letters, digits and '_', without keywords, but it is \"\"")]
    [InlineData("\"name\": \"Größe\"", "'name' must be a C# class name of ASCII letters, digits and '_', without keywords, but it is \"Größe\"")]
    [InlineData("\"name\": 7", "'name' must be a C# class name of ASCII letters, digits and '_', without keywords, but it is 7")]
    [InlineData("\"name\": \"P\", \"namespace\": \"A..B\"", "'namespace' must be a C# namespace of ASCII letters, digits and '_', without keywords, but it is \"A..B\"")]
    [InlineData("\"name\": \"P\", \"namespace\": \"A.new\"", "'namespace' must be a C# namespace of ASCII letters, digits and '_', without keywords, but it is \"A.new\"")]
    public void Names_are_identifiers(string json, string message)
    {
        var value = json[(json.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
        Assert.Equal([$"p.attention.json(2,{1 + json.Length - value.Length}): AG0005 '{value}': {message}"], Broken.Json($"{{\n{json}, " + Body));
    }

    [Fact]
    public void A_file_names_its_pattern() =>
        Assert.Equal(["p.attention.json(1,1): AG0005 '{': 'name' must be a class name, but it is missing"], Broken.Json("{ " + Body));

    [Theory]
    [InlineData("{ ")]
    [InlineData("{ \"model_type\": \"led\" }")]
    public void A_name_from_the_build_is_an_identifier(string start) => Assert.Equal(
        ["config.json(1,1): AG0005 '{': 'AttentionPatternName' must be a C# class name of ASCII letters, digits and '_', without keywords, but it is \"a/b<c>\""],
        Broken.Files(new TextFile("config.json", start.EndsWith('}') ? start : start + Body, "a/b<c>")));

    [Theory]
    [InlineData("my-app", "my_app")]
    [InlineData("My App.2nd.class", "My_App._2nd.@class")]
    [InlineData(".Straße..a.", "Straße.a")]
    [InlineData("@event", "@event")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_root_namespace_is_made_valid(string? root, string space)
    {
        var result = GeneratorHarness.Run(Project.Of(new TextFile("p.attention.json", "{ \"name\": \"P\", " + Body)) with { RootNamespace = root });
        Assert.Empty(result.Reports);
        Assert.Empty(result.CompileErrors);
        Assert.Contains(space.Length == 0 ? "\npublic sealed partial class P " : $"\nnamespace {space};\n", result.Source);
    }
}
