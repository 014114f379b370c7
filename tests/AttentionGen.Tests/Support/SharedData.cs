namespace AttentionGen.Tests.Support;

/// <summary>Texts and vocabularies of others, which stand beside the repository and not in it.</summary>
internal static class SharedData
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string FolderVariable = "ATTENTIONGEN_DATA";

    private static readonly string s_folder = Environment.GetEnvironmentVariable(FolderVariable) ?? BuildFacts.Path("DataFolder");

    /// <summary>The path of a file or folder; skips the test where it is absent.</summary>
    public static string Path(params string[] parts)
    {
        var path = System.IO.Path.Combine([s_folder, .. parts]);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"no {path}; name the folder of the data in {FolderVariable}");
        return path;
    }
}
