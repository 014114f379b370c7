using System.Xml.Linq;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Tests.Support;
using AttentionGen.Generator;

namespace AttentionGen.Compiler.Tests.Architecture;

/// <summary>Who may reference whom.</summary>
public class ReferenceTests
{
    private sealed record Room(string Framework, string[] Projects, string[] Packages);

    private static readonly Dictionary<string, Room> s_rooms = new()
    {
        ["AttentionGen.Compiler"] = new("netstandard2.0", [], ["PolySharp"]),
        ["AttentionGen.Generator"] = new("netstandard2.0", ["AttentionGen.Compiler"], ["Microsoft.CodeAnalysis.CSharp", "PolySharp"]),
        ["AttentionGen.CodeFixes"] = new("netstandard2.0", ["AttentionGen.Compiler"], ["Microsoft.CodeAnalysis.CSharp.Workspaces", "PolySharp"]),
        ["AttentionGen"] = new("net10.0", [], ["TorchSharp"]),
        ["AttentionGen.Dynamic"] = new("net10.0", ["AttentionGen", "AttentionGen.Compiler"], ["Microsoft.CodeAnalysis.CSharp"]),
        ["AttentionGen.Models"] = new(
            "net10.0", ["AttentionGen", "AttentionGen.Dynamic"],
            ["Microsoft.ML.Tokenizers", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"]),
        ["AttentionGen.Cli"] = new(
            "net10.0", ["AttentionGen", "AttentionGen.Compiler", "AttentionGen.Generator", "AttentionGen.Dynamic", "AttentionGen.Models"],
            ["Microsoft.CodeAnalysis.CSharp", "System.CommandLine", "Spectre.Console", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"]),
    };

    public static TheoryData<string> Projects => [.. Repository.Files("src", "*.csproj").Concat(Repository.Files("generators", "*.csproj"))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_it_may(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        Assert.True(s_rooms.TryGetValue(name, out var room), $"{name} is a new room of the house: say here what it may reference.");
        var project = XDocument.Load(Repository.Path(path));
        Assert.Empty(Includes(project, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p)).Except(room!.Projects));
        Assert.Empty(Includes(project, "PackageReference").Except(room.Packages));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_targets_the_framework_of_its_room(string path)
    {
        var framework = Frameworks(path) ?? Frameworks("Directory.Build.props");
        Assert.Equal(s_rooms[Path.GetFileNameWithoutExtension(path)].Framework, framework);

        static string? Frameworks(string file) =>
            XDocument.Load(Repository.Path(file)).Descendants().FirstOrDefault(e => e.Name.LocalName is "TargetFramework" or "TargetFrameworks")?.Value;
    }

    [Fact]
    public void What_is_compiled_holds_no_other_references()
    {
        Assert.Equal(["netstandard"], References(typeof(SpecReader)));
        Assert.DoesNotContain(References(typeof(PatternGenerator)), r => r.StartsWith("TorchSharp", StringComparison.Ordinal) || r == "AttentionGen" || r.Contains("Workspaces"));
        Assert.DoesNotContain(References(typeof(AttentionPattern)), r => r.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || r == "AttentionGen.Compiler");

        static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies().Select(a => a.Name!);
    }

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(e => ((string)e.Attribute("Include")!).Replace('\\', '/'));
}
