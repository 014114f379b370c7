using System.Runtime.InteropServices;

namespace AttentionGen;

/// <summary>How the native libraries are called on this platform, and where a program carries them.</summary>
internal static class NativeFiles
{
    /// <summary>TorchSharp's own library.</summary>
    public static string TorchSharp { get; } = FileName("LibTorchSharp");

    /// <summary>The library of libtorch that makes the difference between a program with and without.</summary>
    public static string TorchCpu { get; } = FileName("torch_cpu");

    /// <summary>Libraries of every libtorch.</summary>
    public static string[] Required { get; } = [FileName("c10"), TorchCpu, FileName("torch")];

    /// <summary>All libraries that are loaded, in order: each one before those that need it.</summary>
    public static string[] LoadOrder { get; } = [FileName("c10"), TorchCpu, FileName("c10_cuda"), FileName("torch_cuda"), FileName("torch")];

    /// <summary>The platform, as NuGet names it.</summary>
    public static string Platform { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>
    /// Where native libraries may lie: beside the program, where its host says (and TorchSharp looks),
    /// and where a build puts those of packages, since some hosts do not say so.
    /// </summary>
    public static string[] SearchFolders { get; } = new[] { AppContext.BaseDirectory }
        .Concat((AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", Platform, "native"))
        .Select(Normalise).Distinct().ToArray();

    /// <summary>The first of these folders that holds the file, or null.</summary>
    public static string? FolderOf(string file, IEnumerable<string> folders) => folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, file)));

    /// <summary>One spelling per folder.</summary>
    public static string Normalise(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
