using System.Text.RegularExpressions;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

/// <summary>The JSON of the README and of docs/task-models.md says what their attributes say.</summary>
public class ReadmeTests
{
    [Fact]
    public void Both_declarations_are_one_pattern()
    {
        var readme = Repository.Read("README.md");
        var attributes = Assert.Single(GeneratorHarness.Run("using AttentionGen;\n" + Blocks(readme, "csharp")[0]).Specs);
        var json = Assert.Single(GeneratorHarness.Run(new TextFile("long-document.attention.json", Blocks(readme, "json")[0])).Specs);
        Assert.Equal(attributes with { IsExistingClass = false }, json with { Namespace = "" });
    }

    [Fact]
    public void The_page_of_task_models_compiles_and_says_the_same_twice()
    {
        var page = Repository.Read("docs", "task-models.md");
        var (declaration, use) = (Blocks(page, "csharp")[0], Blocks(page, "csharp")[1]);
        var attributes = GeneratorHarness.Run($"using System; using AttentionGen;\n{declaration}\nclass Use {{ static void Run(int[][] tokenIds) {{ {use} }} }}");
        Assert.Empty(attributes.CompileErrors);
        var json = GeneratorHarness.Run(Project.Of(new TextFile("long-document.attention.json", Blocks(page, "json")[0])) with { RootNamespace = "" });
        Assert.Empty(json.CompileErrors);
        Assert.Equal(Body(attributes), Body(json));

        static string Body(GeneratorResult result) => result.Sources["ReviewClassifier.g.cs"].Split("\n{\n", 2)[1];
    }

    private static string[] Blocks(string page, string language) =>
        [.. Regex.Matches(page.ReplaceLineEndings("\n"), $"^```{language}\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(m => m.Groups[1].Value)];
}
