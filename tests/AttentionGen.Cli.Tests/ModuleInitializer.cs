using System.Runtime.CompilerServices;

namespace AttentionGen.Cli.Tests;

internal static class ModuleInitializer
{
    /// <summary>Tests touch TorchSharp anywhere, static fields included.</summary>
    [ModuleInitializer]
    internal static void LoadNativeBackend() => NativeBackend.EnsureLoaded();
}
