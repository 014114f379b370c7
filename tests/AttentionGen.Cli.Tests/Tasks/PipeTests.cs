using System.Diagnostics;
using AttentionGen.Cli.Tests.Support;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>The program between others: its standard input and output.</summary>
public class PipeTests
{
    private const string Line = "{\"id\":1,\"text\":\"A wonderful film.\"}\n";

    [Fact]
    public async Task Lines_from_standard_input_go_to_standard_output()
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = Start("--jsonl", "-");
        await process.StandardInput.WriteAsync((Line + "broken\n").AsMemory(), stop);
        process.StandardInput.Close();
        var lines = (await process.StandardOutput.ReadToEndAsync(stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("{\"id\":1,\"label\":\"pos\",", lines[0]);
        Assert.Contains("standard input, line 2 is not valid JSON", lines[1]);
        Assert.StartsWith("standard input, line 2 is not valid JSON", await process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_it_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the console hides there that nobody reads");
        var stop = TestContext.Current.CancellationToken;
        using var process = Start("--jsonl", "-");
        process.StandardOutput.Close();
        // Without an end of the input: it must end by itself.
        for (var i = 0; i < 512; i++)
            await process.StandardInput.WriteAsync(Line.AsMemory(), stop);
        await process.StandardInput.FlushAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.Equal((0, ""), (process.ExitCode, await process.StandardError.ReadToEndAsync(stop)));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_for_standard_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        Assert.SkipWhen(Signals.IgnoresInterrupts(), "started in the background by a shell: this process and its children ignore Ctrl+C");
        var stop = TestContext.Current.CancellationToken;
        using var process = Start("--jsonl", "-");
        // A whole window is answered: then it waits for more.
        for (var i = 0; i < 512; i++)
            await process.StandardInput.WriteAsync(Line.AsMemory(), stop);
        await process.StandardInput.FlushAsync(stop);
        for (var i = 0; i < 512; i++)
            Assert.NotNull(await process.StandardOutput.ReadLineAsync(stop));
        Assert.Equal(0, Signals.Kill(process.Id, 2));
        await process.WaitForExitAsync(stop);
        Assert.Equal((130, "Stopped.\n"), (process.ExitCode, await process.StandardError.ReadToEndAsync(stop)));
    }

    private static Process Start(params string[] arguments) =>
        ToolProcess.Start(["classify", Repository.Path("examples", "Quickstart", "model"), .. arguments]);
}
