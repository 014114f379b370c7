using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AttentionGen.Cli.Tests.Support;

/// <summary>The tool as a process of its own, whose standard streams the test holds.</summary>
internal static class ToolProcess
{
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"), [Path.Combine(AppContext.BaseDirectory, "AttentionGen.Cli.dll"), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
