using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AttentionGen.Tests.Native;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>One test, in a process of its own: what is loaded stays loaded.</summary>
    public static (int ExitCode, string Output) RunTest(string method, params (string Name, string Value)[] environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "AttentionGen.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return Run(program, ["-method", method], [("DOTNET_ROOT", Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..")), .. environment]);
    }

    public static (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // A build around this test leaves variables that would steer a build inside it.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
