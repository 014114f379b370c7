using System.Runtime.InteropServices;

namespace AttentionGen;

/// <summary>Loads libtorch, then TorchSharp's native library; TorchSharp finds both in place.</summary>
internal static class NativeLoader
{
    /// <param name="userFolder">The folder of libtorch, or null for the program's own.</param>
    /// <param name="searchFolders">Where the program may carry native libraries.</param>
    /// <returns>TorchSharp's library: functions of all that it needs can be asked for of it.</returns>
    public static nint Load(string? userFolder, string[] searchFolders)
    {
        var libtorch = string.IsNullOrEmpty(userFolder)
            ? NativeFiles.FolderOf(NativeFiles.TorchCpu, searchFolders)
            : LibtorchFolder.Check(userFolder, searchFolders);
        var torchSharp = NativeFiles.FolderOf(NativeFiles.TorchSharp, searchFolders)
            ?? throw Failure($"{NativeFiles.TorchSharp} was not found.", libtorch, searchFolders, null);
        if (libtorch is not null)
        {
            foreach (var file in NativeFiles.LoadOrder.Select(name => Path.Combine(libtorch, name)).Where(File.Exists))
                Load(file, NativeLibrary.Load);
        }
        // Without a libtorch of ours the system's own search, which this call starts, may still find one.
        return Load(Path.Combine(torchSharp, NativeFiles.TorchSharp), OperatingSystem.IsLinux() ? LinuxLoader.LoadWithAllFunctions : NativeLibrary.Load);

        nint Load(string path, Func<string, nint> load)
        {
            try
            {
                return load(path);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                throw Failure($"{path} could not be loaded: {e.Message.Trim()}", libtorch, searchFolders, e);
            }
        }
    }

    private static NativeBackendException Failure(string problem, string? libtorch, string[] searchFolders, Exception? inner)
    {
        var found = libtorch is null ? "No libtorch was found" : $"libtorch was found in '{libtorch}', version {LibtorchFolder.Version(libtorch) ?? "unknown"}";
        return new NativeBackendException(
            $"""
            {problem}
            TorchSharp needs libtorch {LibtorchFolder.ExpectedVersion}. {found}.
            Looked for {NativeFiles.TorchSharp} and {string.Join(", ", NativeFiles.Required)} in: {string.Join(", ", searchFolders)}.
            Reference the package libtorch-cpu-{NativeFiles.Platform} {LibtorchFolder.ExpectedVersion} (or TorchSharp-cuda-linux, TorchSharp-cuda-windows) in the program's project, or set {NativeBackend.FolderVariable} to the folder of a libtorch of that version: torch/lib of a PyTorch installation.
            """, inner);
    }
}
