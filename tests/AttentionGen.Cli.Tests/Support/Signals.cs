using System.Globalization;
using System.Runtime.InteropServices;

namespace AttentionGen.Cli.Tests.Support;

/// <summary>Signals to child processes.</summary>
internal static class Signals
{
    /// <summary>Reads the mask of ignored signals, where the system shows it.</summary>
    public static bool IgnoresInterrupts() => File.Exists("/proc/self/status")
        && ulong.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var ignored
        && (ignored & 2) != 0;

    [DllImport("libc", EntryPoint = "kill")]
    public static extern int Kill(int process, int signal);
}
