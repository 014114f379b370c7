namespace AttentionGen.Cli.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
public abstract class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attentiongen-");

    protected string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file, and returns its path.</summary>
    protected string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public virtual void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
