using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AttentionGen.Cli.Commands;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Hub;

namespace AttentionGen.Cli.Tests.Hub;

/// <summary>attentiongen pull.</summary>
public class PullCommandTests : HubCase
{
    private string[] Arguments => ["pull", "small/model", "--endpoint", Hub.Endpoint.Address.ToString(), "--cache", PathOf("cache")];

    private string Cached => Path.Combine(PathOf("cache"), Path.GetRelativePath(PathOf(""), Folder));

    [Fact]
    public void Standard_output_is_the_folder_alone()
    {
        var run = Tool.Run(Arguments);
        Assert.Equal((0, Cached + "\n"), (run.Status, run.Output));
        Assert.Equal(["config.json  823 bytes", "vocab.json  25 bytes", "merges.txt  25 bytes", "tokenizer_config.json  36 bytes", "model.safetensors  0.1 MB"], run.Errors);
        AssertWhole(Cached, "config.json", "merges.txt", "model.safetensors", "tokenizer_config.json", "vocab.json");

        var again = Tool.Run([.. Arguments, "--revision", "main"]);
        Assert.Equal((0, Cached + "\n"), (again.Status, again.Output));
        Assert.Equal("model.safetensors  0.1 MB, there already", again.Errors[^1]);
    }

    [Fact]
    public void Refusals_are_problems_and_wrong_arguments_usage()
    {
        var run = Tool.Run([.. Arguments, "--revision", "none"]);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("the server answers 404", Assert.Single(run.Errors));
        foreach (var (wrong, reason) in new (string[], string)[]
        {
            (["pull", "model"], "\"model\" must be a repository's name as org/name"),
            (["pull", "a/b", "--revision", ".."], "\"..\" must be a revision"),
            (["pull", "a/b", "--endpoint", "ftp://there"], "The endpoint must be an http or https address"),
            (["pull"], "Required argument 'org/name' missing"),
        })
        {
            run = Tool.Run(wrong);
            Assert.Equal(2, run.Status);
            Assert.Contains(reason, run.Errors[0]);
        }
    }

    [Fact]
    public async Task Ctrl_C_leaves_a_download_that_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        Assert.SkipWhen(Signals.IgnoresInterrupts(), "started in the background by a shell: this process and its children ignore Ctrl+C");
        var stop = TestContext.Current.CancellationToken;
        Hub.AlterStored = (_, answer) => answer with { StallAfter = 50_000 };
        var partial = Path.Combine(Cached, Weights + ".partial");
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"), [Path.Combine(AppContext.BaseDirectory, "AttentionGen.Cli.dll"), .. Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(stop);
        while (!process.HasExited && !(File.Exists(partial) && new FileInfo(partial).Length == 50_000))
            await Task.Delay(50, stop);
        Assert.False(process.HasExited);
        Assert.Equal(0, Signals.Kill(process.Id, 2));
        await process.WaitForExitAsync(stop);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(stop));
        Assert.EndsWith("Stopped. The same command goes on from here.\n", await errors);

        Hub.AlterStored = (_, answer) => answer;
        Assert.Equal(0, Tool.Run(Arguments).Status);
        Assert.Equal([null, 50_000], Hub.Store.Served.Select(s => s.Request.RangeStart));
        Assert.Equal(WeightBytes, File.ReadAllBytes(Path.Combine(Cached, Weights)));
    }

    [Fact]
    public void A_terminal_shows_a_line_that_is_written_anew()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var clock = new Clock();
        var progress = new PullProgress(writer, terminal: true, clock);
        progress.Report(new("model.safetensors", HubStep.Loading, 0, 20_000_000));
        clock.Now += 2;
        progress.Report(new("model.safetensors", HubStep.Loading, 10_000_000, 20_000_000));
        progress.Report(new("model.safetensors", HubStep.Loading, 10_000_001, 20_000_000)); // too soon for another one
        progress.Report(new("model.safetensors", HubStep.Waiting, Note: "Something is in the way."));
        progress.Report(new("model.safetensors", HubStep.Loaded, 20_000_000, 20_000_000));
        Assert.Equal(
            "\rmodel.safetensors  0 bytes of 20.0 MB\rmodel.safetensors  10.0 MB of 20.0 MB, 5.0 MB/s, 2 s left\nSomething is in the way.\n\rmodel.safetensors  20.0 MB\n",
            writer.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; } = 1;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Now;
    }
}
