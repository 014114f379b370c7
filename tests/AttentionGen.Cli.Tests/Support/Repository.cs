using System.Reflection;

namespace AttentionGen.Cli.Tests.Support;

/// <summary>Files of the repository that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string s_folder =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    public static string Path(params string[] parts) => System.IO.Path.Combine([s_folder, .. parts]);

    /// <summary>The snapshot of a generated file, by its hint name.</summary>
    public static string Snapshot(string hintName) =>
        File.ReadAllText(Assert.Single(Directory.GetFiles(Path("tests", "AttentionGen.Snapshots"), $"*#{hintName[..^".cs".Length]}.verified.cs"))).ReplaceLineEndings("\n");
}
