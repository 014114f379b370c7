using AttentionGen.Compiler.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Compiler.Tests.Pipeline;

/// <summary>Generated code compiles without a warning in projects that it cannot choose.</summary>
public class HostileProjectTests
{
    private const string Types = "class @torch { } class Tensor { } class AttentionMasks { } class AttentionPattern { } class Kernels { } class PatternCard { } class Band { } class AG { } class AGL { } class TS { } class Array { } class Label { } class LongformerInput { } class TaskModel { } class Models { } ";

    public static TheoryData<string, string?, string> Projects { get; } = new()
    {
        { "an ordinary one", "My.App", "" },
        { "no namespace", null, "" },
        { "keywords in the namespace", "@class.@event.@namespace", "" },
        { "our namespace", "AttentionGen", "" },
        { "a namespace inside ours", "AttentionGen.Kernels.TorchSharp.System", "" },
        { "namespaces named as our aliases", "AG.TS", "" },
        { "a namespace that ends as ours", "My.AttentionGen", "" },
        { "types of our names beside the patterns", "My.App", "namespace My.App { " + Types + "class System { } class AttentionGen { } class TorchSharp { } }" },
        { "types of our names in the outer namespace", "My.App.Patterns", "namespace My { " + Types + "class System { } class AttentionGen { } class TorchSharp { } }" },
        { "types of our names in the global namespace", "My.App", Types },
        { "types of our names beside patterns without a namespace", null, Types.Replace("class AttentionPattern { } ", "") },
        { "global usings of everything", "My.App", "global using System; global using System.Linq; global using TorchSharp; global using TorchSharp.Modules; global using static TorchSharp.torch; global using static TorchSharp.torch.nn.functional;" },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void In_any_project(string what, string? space, string types)
    {
        Assert.NotEmpty(what);
        AssertCompiles(new Project { Sources = [("Features.cs", SharedPatterns.FeaturesIn(space)), ("Models.cs", SharedPatterns.ModelsIn(space)), ("Types.cs", types)] });
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11, NullableContextOptions.Enable, false)]
    [InlineData(LanguageVersion.CSharp11, NullableContextOptions.Disable, true)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Warnings, true)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Annotations, true)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Disable, false)]
    public void With_any_options(LanguageVersion version, NullableContextOptions nullable, bool checkOverflow) => AssertCompiles(new Project
    {
        Sources = [("Features.cs", SharedPatterns.FeaturesIn("My.App")), ("Models.cs", SharedPatterns.ModelsIn("My.App"))],
        Files = [SharedPatterns.FromJson, SharedPatterns.JsonTasks],
        LanguageVersion = version,
        Nullable = nullable,
        CheckOverflow = checkOverflow,
    });

    private static void AssertCompiles(Project project)
    {
        var result = GeneratorHarness.Run(project);
        Assert.Empty(result.Reports);
        Assert.True(result.Sources.Count >= 10);
        Assert.Empty(result.CompileErrors);
        Assert.All(result.Sources.Values, text => Assert.DoesNotContain("unsafe", text));
    }
}
