using static TorchSharp.torch;

namespace AttentionGen.Tests.Native;

public class NativeBackendTests
{
    [Fact]
    public void TensorWorkNeedsNoSecondCopyOfLibtorch()
    {
        using var sum = ones(3).sum();
        Assert.Equal(3, sum.item<float>());
        // TorchSharp makes this folder when its library does not load at once.
        Assert.Empty(Directory.GetDirectories(AppContext.BaseDirectory, "cpu", SearchOption.AllDirectories));
    }

    [Fact]
    public void ManyThreadsMayAskForIt() => Parallel.For(0, 32, _ => NativeBackend.EnsureLoaded());

    [Fact]
    public void TheVariableMayNameTheProgramsOwnLibtorch()
    {
        var own = NativeFiles.FolderOf(NativeFiles.TorchCpu, NativeFiles.SearchFolders);
        Assert.SkipWhen(own is null, "This program carries no libtorch.");
        var (exitCode, output) = ChildProcess.RunTest($"*.{nameof(TensorWorkNeedsNoSecondCopyOfLibtorch)}", (NativeBackend.FolderVariable, own));
        Assert.True(exitCode == 0, output);
        Assert.Contains("Total: 1", output);
    }

    [Fact]
    public void AnErrorReachesTheUserOfTheProgram()
    {
        var (exitCode, output) = ChildProcess.RunTest($"*.{nameof(TensorWorkNeedsNoSecondCopyOfLibtorch)}", (NativeBackend.FolderVariable, "/no/such/folder"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("'/no/such/folder', which does not exist", output);
    }
}
