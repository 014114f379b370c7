using AttentionGen.Tests;

namespace AttentionGen.Package.Tests.Support;

/// <summary>The program of docs/packages.md: a pattern in C#, one in JSON, both run and held to the oracle.</summary>
internal static class DocumentedProgram
{
    private const string Libtorch = """<PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />""";

    /// <summary>Writes it as the page shows it, but for the version of our packages and for libtorch, which is that of this build.</summary>
    public static void Write(string folder)
    {
        string project = Repository.Blocks("packages.md", "xml")[0], libtorch = BuildFacts.Path("LibtorchPackage");
        Assert.Contains(Libtorch, project);
        File.WriteAllText(Path.Combine(folder, $"{Consumers.Program}.csproj"), project
            .Replace("Version=\"0.1.0\"", $"Version=\"{PackageFeed.Version}\"")
            .Replace(Libtorch, libtorch == "" ? "" : $"<PackageReference Include=\"{libtorch}\" Version=\"{BuildFacts.Path("LibtorchPackageVersion")}\" />"));
        File.WriteAllText(Path.Combine(folder, "wide.attention.json"), Repository.Blocks("packages.md", "json")[0]);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Repository.Blocks("packages.md", "csharp")[0]);
    }
}
