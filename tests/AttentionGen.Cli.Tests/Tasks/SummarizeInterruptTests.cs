using AttentionGen.Cli.Tests.Support;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>attentiongen summarize in the middle of a very long summary.</summary>
public class SummarizeInterruptTests() : TinyLedFolder(decoderPositions: 50_000)
{
    [Fact]
    public async Task Ctrl_C_ends_it_between_tokens()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        Assert.SkipWhen(Signals.IgnoresInterrupts(), "started in the background by a shell: this process and its children ignore Ctrl+C");
        var stop = TestContext.Current.CancellationToken;
        using var process = ToolProcess.Start("summarize", Folder, "--stream", "--max-length", "50000", "--min-length", "50000", "-");
        await process.StandardInput.WriteAsync(Text.AsMemory(), stop);
        process.StandardInput.Close();
        Assert.Equal(1, await process.StandardOutput.ReadAsync(new char[1], stop)); // it is shown while it is written
        Assert.Equal(0, Signals.Kill(process.Id, 2));
        await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.Equal((130, "Stopped.\n"), (process.ExitCode, await process.StandardError.ReadToEndAsync(stop)));
    }
}
