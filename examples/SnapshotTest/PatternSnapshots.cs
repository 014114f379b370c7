using System.Reflection;
using AttentionGen;

namespace SnapshotTest;

/// <summary>
/// Pins what the compiler makes of this project's patterns: a new version of the compiler, or a slip in a declaration, shows as a
/// difference between a .received and a .verified file.
/// </summary>
public class PatternSnapshots
{
    [Fact]
    public Task Contracts() => Verify(CodeAndPicture(new Contracts()));

    [Fact]
    public Task Minutes() => Verify(CodeAndPicture(new Minutes()));

    private static IEnumerable<Target> CodeAndPicture(AttentionPattern pattern) =>
        [new Target("cs", Generated(pattern.Card.Name), "code"), new Target("txt", pattern.Card.Picture, "picture")];

    /// <summary>The file that the build wrote beside its other output.</summary>
    private static string Generated(string pattern)
    {
        var folder = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "GeneratedFiles").Value!;
        return File.ReadAllText(Directory.GetFiles(folder, $"SnapshotTest.{pattern}.g.cs", SearchOption.AllDirectories).Single());
    }
}
