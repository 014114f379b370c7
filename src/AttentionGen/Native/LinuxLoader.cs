using System.Runtime.InteropServices;

namespace AttentionGen;

/// <summary>The system loader, asked to find every function at once.</summary>
/// <remarks>
/// NativeLibrary.Load looks a function up when it is first called, and one that is missing ends the process then:
/// a libtorch of another version would show itself in the middle of a run.
/// </remarks>
internal static class LinuxLoader
{
    private const int Now = 2; // RTLD_NOW

    /// <exception cref="DllNotFoundException">The library cannot be loaded, or a function that it needs is missing.</exception>
    public static nint LoadWithAllFunctions(string path)
    {
        var handle = dlopen(path, Now);
        if (handle != 0)
            return handle;
        // The loader's message cannot be had from here (the runtime's own calls wipe it): a second attempt throws with it.
        NativeLibrary.Load(path);
        throw new DllNotFoundException("it needs functions that this libtorch does not have, which is of another version.");
    }

    // libdl, not libc: the name is the same on every system, and libtorch needs it itself.
    [DllImport("libdl.so.2")]
    private static extern nint dlopen([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
