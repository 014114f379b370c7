using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Architecture;

/// <summary>The order of the repository.</summary>
public class HouseTests
{
    private const int MaxLines = 400;

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("AttentionGen.sln").Replace('\\', '/');
        var projects = new[] { "src", "generators", "tests", "examples" }.Where(f => Directory.Exists(Repository.Path(f))).SelectMany(f => Repository.Files(f, "*.csproj")).ToList();
        Assert.Contains("tests/AttentionGen.Compiler.Tests/AttentionGen.Compiler.Tests.csproj", projects);
        Assert.DoesNotContain(projects, p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void No_file_is_long()
    {
        var files = Repository.Files("src", "*.cs").Concat(Repository.Files("generators", "*.cs")).ToList();
        Assert.True(files.Count > 50);
        Assert.DoesNotContain(files, f => File.ReadLines(Repository.Path(f)).Count() > MaxLines);
    }
}
