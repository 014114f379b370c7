using AttentionGen.Package.Tests.Support;

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
