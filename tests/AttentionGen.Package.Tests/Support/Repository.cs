using AttentionGen.Tests;

namespace AttentionGen.Package.Tests.Support;

/// <summary>The repository that the packages were built from. Empty on a machine that has it not.</summary>
internal static class Repository
{
    /// <summary>A package for each project of src.</summary>
    public static string[] Packages => Projects("src");

    /// <summary>The generator and what it needs.</summary>
    public static string[] Generators => Projects("generators");

    public static string Path(params string[] parts) => System.IO.Path.Combine([BuildFacts.Path("Repository"), .. parts]);

    /// <summary>The blocks of a language in a page of the documentation, in order.</summary>
    public static string[] Blocks(string page, string language) =>
    [
        .. File.ReadAllText(Path("docs", page)).ReplaceLineEndings("\n").Split($"```{language}\n").Skip(1).Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)]),
    ];

    private static string[] Projects(string folder) => !Directory.Exists(Path(folder)) ? [] :
    [
        .. Directory.GetDirectories(Path(folder)).Where(d => Directory.GetFiles(d, "*.csproj").Length > 0).Select(d => System.IO.Path.GetFileName(d)).Order(StringComparer.Ordinal),
    ];
}
