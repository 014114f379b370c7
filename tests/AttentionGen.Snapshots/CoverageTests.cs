using System.Reflection;
using AttentionGen.Snapshots.Support;

namespace AttentionGen.Snapshots;

/// <summary>What holds for all snapshots together.</summary>
public class CoverageTests
{
    [Fact]
    public void GeneratedCodeCompilesWithoutWarnings() => Assert.Empty(GeneratedCode.Diagnostics);

    /// <summary>A new declaration in tests/Shared/Patterns or patterns/ needs a test of its name.</summary>
    [Fact]
    public void EveryPatternHasASnapshot()
    {
        var tests = Assembly.GetExecutingAssembly().GetTypes().Where(type => type.Name.EndsWith("Snapshots", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute))).Select(method => method.Name);
        Assert.Equal(GeneratedCode.Patterns.Order(), tests.Order());
    }
}
