namespace AttentionGen.Tests;

/// <summary>The golden folders: numbers made by other people's code.</summary>
internal static class Goldens
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string FolderVariable = "ATTENTIONGEN_GOLDENS";

    /// <summary>The folder of all goldens: where the variable says, beside a published test program, or in the repository.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The path of a golden, or of a file in one.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    private static string Find()
    {
        string?[] candidates = [Environment.GetEnvironmentVariable(FolderVariable), System.IO.Path.Combine(AppContext.BaseDirectory, "Goldens"), BuildFacts.Path("GoldensFolder")];
        return candidates.FirstOrDefault(Directory.Exists)
            ?? throw new DirectoryNotFoundException($"The goldens (tests/Goldens of the repository) are in none of: {string.Join(", ", candidates.Where(c => !string.IsNullOrEmpty(c)))}. Copy them beside the test program, or name their folder in {FolderVariable}.");
    }
}
