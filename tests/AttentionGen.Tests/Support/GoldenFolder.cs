namespace AttentionGen.Tests.Support;

/// <summary>Finds golden folders above the test program.</summary>
internal static class GoldenFolder
{
    public static string Find(string golden)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "Goldens", golden);
            if (Directory.Exists(candidate))
                return candidate;
        }
        throw new DirectoryNotFoundException($"There is no tests/Goldens/{golden} above {AppContext.BaseDirectory}.");
    }

    public static string File(string golden, string name) => Path.Combine(Find(golden), name);
}
