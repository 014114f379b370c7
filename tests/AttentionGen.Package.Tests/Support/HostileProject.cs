namespace AttentionGen.Package.Tests.Support;

/// <summary>A library that compiles patterns under settings that the generated code cannot choose.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Properties">Its MSBuild properties.</param>
/// <param name="Types">C# of its own beside the patterns.</param>
/// <param name="Package">The package that it references.</param>
internal sealed record HostileProject(string Name, string Properties, string Types = "", string Package = "AttentionGen")
{
    private const string OwnNames = "class @torch { } class Tensor { } class AttentionMasks { } class AttentionPattern { } class Kernels { } class PatternCard { } class Array { }";

    /// <summary>Design: older language version, implicit usings off, nullable off, overflow checks, documentation, own types; and the package through another one.</summary>
    public static IReadOnlyList<HostileProject> All { get; } =
    [
        new("CSharp10", "<LangVersion>10</LangVersion>"),
        new("CSharp11", "<LangVersion>11</LangVersion><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>"),
        new("NoUsings", "<ImplicitUsings>disable</ImplicitUsings><Nullable>enable</Nullable>"),
        new("NoNullable", "<Nullable>disable</Nullable><ImplicitUsings>enable</ImplicitUsings>"),
        new("Checked", "<CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>"),
        new("Documented", "<GenerateDocumentationFile>true</GenerateDocumentationFile><Nullable>enable</Nullable>"),
        new("OwnTypes", "<RootNamespace>My.Patterns</RootNamespace>", $"{OwnNames} namespace My.Patterns {{ {OwnNames} class AttentionGen {{ }} class TorchSharp {{ }} class System {{ }} }}"),
        new("ThroughModels", "", Package: "AttentionGen.Models"),
    ];

    /// <summary>Needs no usings and no newer C# than 10. Two lines that use what is generated would not compile without it.</summary>
    private const string Source = """
        namespace My.Patterns
        {
            /// <summary>Declared in C#.</summary>
            [global::AttentionGen.AttentionPattern(2, 4, 8, MaxLength = 64)]
            [global::AttentionGen.Window(8)]
            [global::AttentionGen.Window(Before = 5, After = 2, Layers = "1", Heads = "0..1")]
            [global::AttentionGen.Dilation(2, Heads = "3")]
            [global::AttentionGen.GlobalTokens(global::AttentionGen.GlobalRule.First, Task = "classification")]
            public sealed partial class Declared { }
        }
        """;

    private const string Use = """
        internal static class Use
        {
            internal static readonly global::AttentionGen.AttentionPattern[] Patterns = { new global::My.Patterns.Declared(), new global::AttentionGen.Tests.Patterns.FromJson() };
        }
        """;

    /// <summary>Writes project, sources, and the JSON patterns of the repository.</summary>
    public void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, $"{Name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework>{Properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="{Package}" Version="{PackageFeed.Version}" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Declared.cs"), Source);
        File.WriteAllText(Path.Combine(folder, "Types.cs"), Types);
        if (Name != "CSharp10")
            File.WriteAllText(Path.Combine(folder, "Use.cs"), Use);
        foreach (var file in Directory.GetFiles(Repository.Path("patterns"), "*.attention.json").Append(Repository.Path("tests", "Shared", "Patterns", "from-json.attention.json")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }
}
