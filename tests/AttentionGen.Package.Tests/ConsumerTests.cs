using AttentionGen.Package.Tests.Support;
using AttentionGen.Tests;

namespace AttentionGen.Package.Tests;

/// <summary>Projects that know the packages only.</summary>
public sealed class ConsumerTests : IClassFixture<Consumers>
{
    private readonly Consumers _consumers;

    public ConsumerTests(Consumers consumers)
    {
        Assert.SkipWhen(consumers.Missing is not null, consumers.Missing ?? "");
        _consumers = consumers;
    }

    [Fact]
    public async Task The_documented_program_runs_a_pattern_of_each_kind()
    {
        AssertBuilt(Consumers.Program);
        var output = await Dotnet.Run(Path.GetDirectoryName(_consumers.Assembly(Consumers.Program))!, _consumers.Assembly(Consumers.Program));
        Assert.Contains("Rows are queries, columns keys, at 4096 tokens", output);
        Assert.Contains("Narrow: close to the dense computation: True", output);
        Assert.Contains("Wide: close to the dense computation: True", output);
    }

    [Fact]
    public void The_program_carries_a_mended_library_and_the_cache_keeps_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only the library for Linux needs mending.");
        AssertBuilt(Consumers.Program);
        var carried = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_consumers.Assembly(Consumers.Program))!, "libLibTorchSharp.so", SearchOption.AllDirectories));
        var cached = Assert.Single(Directory.GetFiles(Path.Combine(BuildFacts.Path("PackageCache"), "torchsharp", BuildFacts.Path("TorchSharpVersion")), "libLibTorchSharp.so", SearchOption.AllDirectories));
        // The flag of one symbol version; AttentionGen.Tests looks at which.
        Assert.Single(File.ReadAllBytes(carried).Zip(File.ReadAllBytes(cached)), pair => pair.First != pair.Second);
    }

    [Theory]
    [InlineData("CSharp11")]
    [InlineData("NoUsings")]
    [InlineData("NoNullable")]
    [InlineData("Checked")]
    [InlineData("Documented")]
    [InlineData("OwnTypes")]
    [InlineData("ThroughModels")]
    public void Generated_code_compiles_without_a_warning_in(string project) => AssertBuilt(project);

    [Fact]
    public void An_older_language_is_named_as_the_only_error()
    {
        var message = Assert.Single(_consumers.Messages("CSharp10"));
        Assert.Contains("error AG0017", message);
        Assert.Contains("C# 11", message);
    }

    private void AssertBuilt(string project)
    {
        Assert.Empty(_consumers.Messages(project));
        Assert.True(File.Exists(_consumers.Assembly(project)), _consumers.ToString());
    }
}
