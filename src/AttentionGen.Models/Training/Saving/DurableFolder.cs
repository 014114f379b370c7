using System.Runtime.InteropServices;

namespace AttentionGen.Models.Training;

/// <summary>Folders named by a step, each of which is there completely or not at all, even after a loss of power.</summary>
internal static class DurableFolder
{
    private const string Unfinished = ".tmp";

    /// <summary>Fills a folder aside, brings it to the disk, moves it into place, and only then removes those of other steps.</summary>
    /// <param name="parent">Where it shall stand.</param>
    /// <param name="kind">The first part of its name.</param>
    /// <param name="step">The last part. A folder that is there already is kept: the same step of a run has the same content.</param>
    /// <param name="fill">Writes the files, each flushed to the disk.</param>
    /// <returns>The folder.</returns>
    public static string Write(string parent, string kind, long step, Action<string> fill)
    {
        var folder = Path.Combine(parent, $"{kind}-{step:D9}");
        if (!Directory.Exists(folder))
        {
            var aside = folder + Unfinished;
            Remove(aside);
            Directory.CreateDirectory(aside);
            fill(aside);
            Flush(aside);
            Directory.Move(aside, folder);
            Flush(parent);
        }
        foreach (var other in Directory.GetDirectories(parent, kind + "-*").Where(f => f != folder))
            Remove(other);
        return folder;
    }

    /// <summary>The complete folder of the highest step; null when there is none.</summary>
    public static string? Latest(string parent, string kind) => !Directory.Exists(parent) ? null : Directory
        .GetDirectories(parent, kind + "-*")
        .Where(f => !f.EndsWith(Unfinished, StringComparison.Ordinal))
        .OrderBy(f => f, StringComparer.Ordinal)
        .LastOrDefault();

    /// <summary>Writes a file aside, brings it to the disk and moves it into place.</summary>
    public static void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        var aside = path + Unfinished;
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Removes all folders of a kind, half ones included.</summary>
    public static void Clear(string parent, string kind)
    {
        foreach (var folder in Directory.GetDirectories(parent, kind + "-*"))
            Remove(folder);
    }

    private static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        // Renamed first: half a folder must not look like a whole one when the process ends in between.
        var doomed = folder.EndsWith(Unfinished, StringComparison.Ordinal) ? folder : folder + Unfinished;
        if (doomed != folder)
            Directory.Move(folder, doomed);
        Directory.Delete(doomed, recursive: true);
    }

    /// <summary>A folder's names reach the disk by a call that .NET does not have. Windows needs none.</summary>
    private static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, 0);
        if (handle < 0)
            throw new IOException($"{folder} cannot be opened to flush it (errno {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (Synchronize(handle) != 0)
                throw new IOException($"{folder} cannot be flushed to the disk (errno {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
