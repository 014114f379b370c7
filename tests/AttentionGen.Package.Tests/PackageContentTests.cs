using System.Reflection.PortableExecutable;
using System.Text;
using AttentionGen.Package.Tests.Support;

namespace AttentionGen.Package.Tests;

/// <summary>What lies in the packages, and what does not.</summary>
public class PackageContentTests
{
    private readonly PackageFeed _feed;

    public PackageContentTests(PackageFeed feed)
    {
        Assert.SkipWhen(feed.Missing is not null, feed.Missing ?? "");
        _feed = feed;
    }

    [Fact]
    public void Each_project_of_src_is_a_package_and_no_other_project_is()
    {
        var packed = Directory.GetFiles(_feed.Folder).Select(Path.GetFileName);
        Assert.Equal(Repository.Packages.Select(id => $"{id}.{PackageFeed.Version}.nupkg").Order(), packed.Order());
        Assert.DoesNotContain("warning", _feed.Output);
    }

    [Fact]
    public void The_main_package_holds_runtime_generator_and_build_files()
    {
        var package = PackageFile.Open(_feed, "AttentionGen");
        Assert.Equal(
            [
                "README.md",
                .. Repository.Generators.Select(name => $"analyzers/dotnet/cs/{name}.dll"),
                "buildTransitive/AttentionGen.Native.targets",
                "buildTransitive/AttentionGen.props",
                "buildTransitive/AttentionGen.targets",
                "buildTransitive/WeakenSymbolVersion.cs",
                "lib/net10.0/AttentionGen.dll",
                "lib/net10.0/AttentionGen.xml",
            ], package.Paths);
        Assert.Contains("AttentionGen.Compiler", Repository.Generators);
        Assert.Contains("AttentionGen.Generator", Repository.Generators);
    }

    /// <summary>No compiler, no Roslyn. The last three are TorchSharp's, in the versions that Directory.Packages.props pins.</summary>
    [Fact]
    public void The_main_package_depends_on_TorchSharp_alone() =>
        Assert.Equal(["TorchSharp", "Google.Protobuf", "SharpZipLib", "SkiaSharp"], PackageFile.Open(_feed, "AttentionGen").DependencyNames);

    /// <summary>NuGet keeps the analyzers of a dependency to itself unless it is told.</summary>
    [Fact]
    public void Dependencies_between_our_packages_bring_the_generator_along()
    {
        var dependencies = Repository.Packages.SelectMany(id => PackageFile.Open(_feed, id).Dependencies).Where(d => ((string)d.Attribute("id")!).StartsWith("AttentionGen", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(dependencies);
        Assert.All(dependencies, d =>
        {
            Assert.Contains((string?)d.Attribute("id"), Repository.Packages);
            Assert.Equal((PackageFeed.Version, "All", null), ((string?)d.Attribute("version"), (string?)d.Attribute("include"), (string?)d.Attribute("exclude")));
        });
    }

    [Fact]
    public void Each_says_what_it_is() => Assert.All(Repository.Packages, id =>
    {
        var package = PackageFile.Open(_feed, id);
        Assert.Equal("MIT", package.Metadata("license"));
        Assert.Equal(File.ReadAllBytes(Repository.Path("docs", "packages.md")), package.Files["README.md"]);
        Assert.NotEqual("Package Description", package.Metadata("description")); // what stands there without one
        Assert.All(package.Paths.Where(p => p.StartsWith("lib/", StringComparison.Ordinal) && p.EndsWith(".dll", StringComparison.Ordinal)), p => Assert.Contains(Path.ChangeExtension(p, ".xml"), package.Paths));
    });

    [Fact]
    public void None_brings_libtorch() => Assert.All(Repository.Packages, id =>
    {
        var package = PackageFile.Open(_feed, id);
        Assert.DoesNotContain(package.Paths, p => p.Contains("torch_cpu") || p.Contains("libc10"));
        Assert.DoesNotContain(package.DependencyNames, d => d.StartsWith("libtorch", StringComparison.Ordinal) || d.StartsWith("TorchSharp-", StringComparison.Ordinal));
    });

    [Fact]
    public void Our_assemblies_carry_symbols_and_sources_and_name_no_folder_of_this_machine() => Assert.All(Repository.Packages, id =>
    {
        var ours = PackageFile.Open(_feed, id).Files.Where(f => Path.GetFileName(f.Key).StartsWith("AttentionGen", StringComparison.Ordinal) && f.Key.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, file =>
        {
            Assert.DoesNotContain(Repository.Path(), Encoding.Latin1.GetString(file.Value));
            using var assembly = new PEReader(new MemoryStream(file.Value));
            var embedded = assembly.ReadDebugDirectory().Single(d => d.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using var symbols = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
            var reader = symbols.GetMetadataReader();
            Assert.All(reader.Documents, d => Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(d).Name)));
            var embeddedSource = new Guid("0e8a571b-6926-466e-b4ad-8ab04611f5fe"); // Portable PDB specification
            Assert.All(reader.Documents, d => Assert.Contains(reader.GetCustomDebugInformation(d), i => reader.GetGuid(reader.GetCustomDebugInformation(i).Kind) == embeddedSource));
        });
    });
}
