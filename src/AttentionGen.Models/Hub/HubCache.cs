namespace AttentionGen.Models.Hub;

/// <summary>The cache: &lt;cache&gt;/&lt;org&gt;--&lt;name&gt;/&lt;commit&gt;/, beside each the file that locks it.</summary>
internal static class HubCache
{
    /// <summary>Environment variable that names the cache.</summary>
    public const string Variable = "ATTENTIONGEN_CACHE";

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    /// <summary>The cache that the environment names, else the usual place for one.</summary>
    public static string DefaultFolder(Func<string, string?> variable) =>
        variable(Variable) is { Length: > 0 } named ? named
        : Path.Combine(variable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache) ? cache : UserFolder(), "attentiongen");

    /// <summary>The folder of a commit.</summary>
    public static string Folder(string cache, RepositoryName name, string commit) =>
        Path.Combine(Path.GetFullPath(cache), $"{name.Organization}--{name.Name}", commit);

    /// <summary>Makes the folder and keeps other pulls, of this process and others, out of it until the result is disposed of.</summary>
    public static async Task<IDisposable> LockAsync(string folder, Action waiting, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        for (var told = false; ; told = true)
        {
            try
            {
                // The file stays: who removes it may remove the one that another process has just locked.
                return new FileStream(folder + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (!told)
                    waiting();
                await Task.Delay(s_poll, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK, which is 11 on Linux and 35 on macOS.</summary>
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? 32 : OperatingSystem.IsMacOS() ? 35 : 11);

    private static string UserFolder() => OperatingSystem.IsWindows()
        ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
