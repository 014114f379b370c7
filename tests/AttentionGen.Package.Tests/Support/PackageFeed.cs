using AttentionGen.Package.Tests.Support;
using AttentionGen.Tests;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace AttentionGen.Package.Tests.Support;

/// <summary>The packages of this build, in a temporary folder that lasts as long as the tests.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    /// <summary>One that no package cache holds.</summary>
    public const string Version = "0.1.0-packagetest";

    /// <summary>Where the tests write.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("attentiongen-packages-").FullName;

    /// <summary>Holds the packages and nothing else.</summary>
    public string Folder => Path.Combine(Root, "feed");

    /// <summary>What <c>dotnet pack</c> wrote.</summary>
    public string Output { get; private set; } = "";

    /// <summary>Why there are no packages to test on this machine, or null.</summary>
    public string? Missing { get; private set; }

    /// <summary>Packs what the solution's build has made, and builds nothing: a build may run beside the tests.</summary>
    public async ValueTask InitializeAsync()
    {
        var repository = BuildFacts.Path("Repository");
        if (!Directory.Exists(repository) || !Directory.Exists(BuildFacts.Path("PackageCache")))
            Missing = "The repository and the packages that this program was built from are not on this machine.";
        else
        {
            WriteSettings();
            Output = await Dotnet.Run(repository, "pack", "AttentionGen.sln", "-c", BuildFacts.Path("Configuration"), "--no-build", "-o", Folder, $"-p:Version={Version}");
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Other people's packages come from the cache that the repository was built from, so nothing is downloaded,
    /// and our unpacked packages never enter that cache.
    /// </summary>
    private void WriteSettings() => File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="unpacked" /></config>
          <fallbackPackageFolders><clear /><add key="cache" value="{BuildFacts.Path("PackageCache")}" /></fallbackPackageFolders>
          <packageSources><clear /><add key="feed" value="feed" /></packageSources>
        </configuration>
        """);
}
