using System.Reflection;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>Files of the repository that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string s_folder =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    public static string Path(params string[] parts) => System.IO.Path.Combine([s_folder, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(Path(parts));

    /// <summary>Files under a folder, build output left out, as paths relative to the repository with '/'.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories)
        .Select(f => System.IO.Path.GetRelativePath(s_folder, f).Replace('\\', '/'))
        .Where(f => !f.Contains("/bin/") && !f.Contains("/obj/"));
}
