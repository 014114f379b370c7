namespace AttentionGen;

/// <summary>Loads libtorch and TorchSharp's native library.</summary>
/// <remarks>
/// TorchSharp loads them itself on first use. But when that fails it copies libtorch about and blames a missing package;
/// and it does not know of a libtorch elsewhere. So programs call <see cref="EnsureLoaded"/> before they touch TorchSharp;
/// patterns and masks do so too.
/// </remarks>
public static class NativeBackend
{
    /// <summary>
    /// Environment variable: the folder of a libtorch (<c>torch/lib</c> of a PyTorch installation, <c>lib</c> of a libtorch archive)
    /// for a program that carries none.
    /// </summary>
    public const string FolderVariable = "ATTENTIONGEN_LIBTORCH";

    private static readonly Lock Gate = new();
    private static volatile bool _loaded;

    /// <summary>TorchSharp's library, once it is loaded.</summary>
    internal static nint Library { get; private set; }

    /// <summary>Loads the native libraries, unless that is done. Any thread may call it, any number of times.</summary>
    /// <exception cref="NativeBackendException">A library is missing or cannot be loaded; the message says where it was looked for and what to do.</exception>
    public static void EnsureLoaded()
    {
        if (_loaded)
            return;
        lock (Gate)
        {
            if (_loaded)
                return;
            Library = NativeLoader.Load(Environment.GetEnvironmentVariable(FolderVariable), NativeFiles.SearchFolders);
            _loaded = true;
        }
    }
}
