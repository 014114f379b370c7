using System.Reflection;
using System.Text.RegularExpressions;

namespace AttentionGen;

/// <summary>A libtorch that the user names, checked before anything is loaded from it.</summary>
internal static partial class LibtorchFolder
{
    /// <summary>The libtorch that TorchSharp was built with.</summary>
    public static string ExpectedVersion { get; } =
        typeof(LibtorchFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "LibtorchVersion").Value!;

    /// <summary>The folder, if a libtorch lies in it and the program does not carry another one.</summary>
    /// <param name="folder">What the user wrote.</param>
    /// <param name="searchFolders">Where the program may carry native libraries.</param>
    public static string Check(string folder, IEnumerable<string> searchFolders)
    {
        if (!Directory.Exists(folder))
            throw new NativeBackendException($"{NativeBackend.FolderVariable} names the folder '{folder}', which does not exist. It must be the folder that holds {NativeFiles.TorchCpu}: torch/lib of a PyTorch installation, or lib of a libtorch archive.");
        folder = NativeFiles.Normalise(folder);
        var missing = NativeFiles.Required.Where(file => !File.Exists(Path.Combine(folder, file))).ToArray();
        if (missing.Length > 0)
            throw new NativeBackendException($"{NativeBackend.FolderVariable} names the folder '{folder}', but {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} not in it. It must be torch/lib of a PyTorch installation, or lib of a libtorch archive.");
        // TorchSharp would load the program's own libtorch as well, and a second one in a process ends it.
        if (NativeFiles.FolderOf(NativeFiles.TorchCpu, searchFolders) is { } own && own != folder)
            throw new NativeBackendException($"{NativeBackend.FolderVariable} names the folder '{folder}', but this program carries a libtorch of its own, in '{own}', and a process cannot hold two. Unset the variable, or build the program without its libtorch package (in the repository of AttentionGen: -p:TorchBackend=none).");
        return folder;
    }

    /// <summary>The version that a PyTorch installation or a libtorch archive notes beside its lib folder, or null.</summary>
    public static string? Version(string folder) =>
        new[] { "version.py", "build-version" }
            .Select(file => Path.Combine(folder, "..", file))
            .Where(File.Exists)
            .Select(path => VersionNumber().Match(File.ReadAllText(path)))
            .FirstOrDefault(match => match.Success)?.Value;

    [GeneratedRegex(@"\d+\.\d+\.\d+[\w.+-]*")]
    private static partial Regex VersionNumber();
}
