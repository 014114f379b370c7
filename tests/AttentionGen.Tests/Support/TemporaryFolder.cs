namespace AttentionGen.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
public class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attentiongen-");

    protected string PathOf(string name) => Path.Combine(_folder.FullName, name);

    protected IEnumerable<string> Files => _folder.GetFiles().Select(f => f.Name).Order();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
