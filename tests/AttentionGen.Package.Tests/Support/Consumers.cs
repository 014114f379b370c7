namespace AttentionGen.Package.Tests.Support;

/// <summary>Projects outside the repository that restore our packages from the feed. One build makes them all, once.</summary>
public sealed class Consumers(PackageFeed feed) : IAsyncLifetime
{
    /// <summary>The program of docs/packages.md.</summary>
    public const string Program = "MyApp";

    private string _output = "";

    /// <summary>Why there is nothing to build with, or null.</summary>
    public string? Missing => feed.Missing;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        WriteSettings();
        DocumentedProgram.Write(Folder(Program));
        foreach (var project in HostileProject.All)
            project.Write(Folder(project.Name));
        Write("Consumers.slnx", $"<Solution>{string.Concat(HostileProject.All.Select(p => p.Name).Append(Program).Select(n => $"<Project Path=\"{n}/{n}.csproj\" />"))}</Solution>");
        // One of the projects is meant to fail: the exit code says nothing.
        _output = (await Dotnet.TryRun(feed.Root, "build", "Consumers.slnx", "-m:2", "-v:quiet", "-tl:off", "-clp:NoSummary")).Output;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Everything that the build said of a project.</summary>
    public string[] Messages(string project) =>
        [.. _output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains($"{project}.csproj", StringComparison.Ordinal)).Distinct()];

    /// <summary>What the build made of a project, if it came so far.</summary>
    public string Assembly(string project) => Path.Combine(Folder(project), "bin", "Debug", "net10.0", project + ".dll");

    /// <summary>What the build said, all of it.</summary>
    public override string ToString() => _output;

    private string Folder(string project) => Directory.CreateDirectory(Path.Combine(feed.Root, project)).FullName;

    private void WriteSettings()
    {
        // Also where the search for such files ends. Hard links: a program carries 500 MB of libtorch.
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
            </Project>
            """);
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(feed.Root, name), text);
}
