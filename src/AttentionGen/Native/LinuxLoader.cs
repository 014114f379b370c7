using System.Runtime.InteropServices;

namespace AttentionGen;

/// <summary>The system loader, asked to find every symbol at once.</summary>
/// <remarks>
/// NativeLibrary.Load looks a function up when it is first called, and one that is missing ends the process then:
/// a libtorch of another version would show itself in the middle of a run.
/// </remarks>
internal static class LinuxLoader
{
    private const int Now = 2; // RTLD_NOW

    /// <exception cref="DllNotFoundException">The library, one that it needs or a symbol is missing; the message is the loader's.</exception>
    public static nint LoadWithAllSymbols(string path)
    {
        _ = dlerror(); // Finding dlerror itself would wipe the message if it first happened after the failure.
        var handle = dlopen(path, Now);
        return handle != 0 ? handle : throw new DllNotFoundException(Marshal.PtrToStringUTF8(dlerror()));
    }

    // libdl, not libc: there since ever, and libtorch needs it itself.
    [DllImport("libdl.so.2")]
    private static extern nint dlopen([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libdl.so.2")]
    private static extern nint dlerror();
}
