namespace AttentionGen.Tests.Native;

/// <summary>docs/decisions/0001-weak-glibcxx.md</summary>
public sealed class MendTests : IDisposable
{
    private const string Library = "libLibTorchSharp.so";
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public MendTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Only the library for Linux needs mending.");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheProgramCarriesTheMendedLibrary()
    {
        var path = Path.Combine(NativeFiles.FolderOf(Library, NativeFiles.SearchFolders)!, Library);
        Assert.True(VersionNeeds.Read(path)[VersionNeeds.Mended]);
        Assert.False(VersionNeeds.Read(path)["GLIBCXX_3.4.18"]); // no other one is touched
    }

    [Fact]
    public void ThePackageCacheKeepsItsOwn() => Assert.False(VersionNeeds.Read(CachedLibrary())[VersionNeeds.Mended]);

    [Fact]
    public void BuildRebuildAndPublishAllCarryIt()
    {
        CachedLibrary();
        WriteProject("""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <RunAnalyzers>false</RunAnalyzers>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="TorchSharp" Version="0.107.0" />
                <PackageReference Include="SharpZipLib" Version="1.4.1" />
                <PackageReference Include="SkiaSharp" Version="2.88.9" />
              </ItemGroup>
              <Import Project="TARGETS" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), "System.Console.WriteLine();");
        string[][] commands =
        [
            ["build", "-o", "out"],
            ["build", "-o", "out", "--no-incremental", "--no-restore"],
            ["publish", "-o", "out-publish", "--no-restore"],
        ];
        foreach (var command in commands)
        {
            var (exitCode, output) = Dotnet(command);
            Assert.True(exitCode == 0, output);
            var carried = Assert.Single(Directory.GetFiles(Path.Combine(_folder, command[Array.IndexOf(command, "-o") + 1]), Library, SearchOption.AllDirectories));
            Assert.True(VersionNeeds.Read(carried)[VersionNeeds.Mended], string.Join(' ', command));
        }
        ThePackageCacheKeepsItsOwn();
    }

    [Fact]
    public void TheTaskIsIdempotentAndLeavesOtherLibrariesAlone()
    {
        var cached = CachedLibrary();
        WriteProject($"""
            <Project>
              <Import Project="TARGETS" />
              <Target Name="Mend">
                <WeakenSymbolVersion SourceFile="{cached}" DestinationFile="once.so" SymbolVersion="{VersionNeeds.Mended}" />
                <WeakenSymbolVersion SourceFile="once.so" DestinationFile="twice.so" SymbolVersion="{VersionNeeds.Mended}" />
                <WeakenSymbolVersion SourceFile="{cached}" DestinationFile="same.so" SymbolVersion="GLIBCXX_9.9.9" />
              </Target>
            </Project>
            """);
        var (exitCode, output) = Dotnet(["msbuild", "-t:Mend"]);
        Assert.True(exitCode == 0, output);
        byte[] original = File.ReadAllBytes(cached), once = Read("once.so");
        Assert.Equal(1, original.Zip(once).Count(pair => pair.First != pair.Second));
        Assert.True(once.AsSpan().SequenceEqual(Read("twice.so")));
        Assert.True(original.AsSpan().SequenceEqual(Read("same.so")));
    }

    [Theory]
    [InlineData("text", "not a 64-bit little-endian ELF file")]
    [InlineData("cut", "point outside the file")]
    public void AFileThatIsNotUnderstoodIsRefusedByName(string kind, string reason)
    {
        var bytes = kind == "text" ? new byte[100] : File.ReadAllBytes(CachedLibrary())[..100_000];
        File.WriteAllBytes(Path.Combine(_folder, "broken.so"), bytes);
        WriteProject($"""
            <Project>
              <Import Project="TARGETS" />
              <Target Name="Mend"><WeakenSymbolVersion SourceFile="broken.so" DestinationFile="mended.so" SymbolVersion="{VersionNeeds.Mended}" /></Target>
            </Project>
            """);
        var (exitCode, output) = Dotnet(["msbuild", "-t:Mend"]);
        Assert.NotEqual(0, exitCode);
        Assert.Matches($"error.*broken.so cannot be mended.*{reason}", output);
        Assert.False(File.Exists(Path.Combine(_folder, "mended.so")));
    }

    private static string CachedLibrary()
    {
        var path = Path.Combine(BuildFacts.Path("PackageCache"), "torchsharp", "0.107.0", "runtimes", "linux-x64", "native", Library);
        Assert.SkipUnless(File.Exists(path), "The packages that this program was built from are not on this machine.");
        return path;
    }

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_folder, name));

    private void WriteProject(string text) =>
        File.WriteAllText(Path.Combine(_folder, "Consumer.csproj"), text.Replace("TARGETS", BuildFacts.Path("NativeTargets")));

    private (int, string) Dotnet(string[] arguments) =>
        ChildProcess.Run("dotnet", [arguments[0], Path.Combine(_folder, "Consumer.csproj"), .. arguments[1..].Select(a => a.StartsWith("out") ? Path.Combine(_folder, a) : a), "-nodeReuse:false"]);
}
