using System.Text;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Training;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>Inputs through a task that only counts.</summary>
public class DocumentRunTests
{
    private static readonly UTF8Encoding s_utf8 = new();

    private int _read, _most;

    [Fact]
    public void No_more_than_a_window_is_in_memory()
    {
        using var output = new StringWriter();
        var written = 0;
        var run = Run(output, texts =>
        {
            // What was read and not yet written.
            _most = Math.Max(_most, _read - written);
            written += texts.Count;
            return texts;
        });
        Assert.Equal(ExitCode.Done, run.Read(Inputs(2000), TextWriter.Null, TestContext.Current.CancellationToken));
        Assert.Equal(string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i}\n")), output.ToString().ReplaceLineEndings("\n"));
        Assert.Equal(512, _most);
    }

    [Fact]
    public void Stopped_work_leaves_whole_windows()
    {
        using var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        var windows = 0;
        var run = Run(output, texts =>
        {
            if (++windows == 2)
                stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
            return texts;
        });
        Assert.Throws<OperationCanceledException>(() => run.Read(Inputs(2000), TextWriter.Null, stop.Token));
        Assert.Equal(512, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1024, _read);
    }

    [Fact]
    public void A_terminal_shows_how_many_are_done()
    {
        using var writer = new StringWriter();
        var clock = new Clock();
        var progress = new DocumentProgress(writer, terminal: true, clock);
        progress.Add(10);
        clock.Now += 2;
        progress.Add(1990);
        progress.Add(1); // too soon for another line
        progress.Clear();
        Assert.Equal("\r10 done\r2,000 done, 1,000.0 a second\r" + new string(' ', 28) + "\r", writer.ToString());
        using var file = new StringWriter();
        new DocumentProgress(file, terminal: false).Add(5);
        Assert.Equal("", file.ToString());
    }

    private static DocumentRun<string, string> Run(TextWriter output, Func<IReadOnlyList<string>, IReadOnlyList<string>> run) => new()
    {
        Run = (texts, _, _) => run(texts),
        Results = new PlainResults<string, string>(output, (to, _, result) => to.WriteLine(result)),
    };

    private IEnumerable<Incoming<string>> Inputs(int count) => Enumerable.Range(0, count).Select(i =>
    {
        _read++;
        return Incoming<string>.Of(new TextLine("made", i + 1, s_utf8.GetBytes($"{{\"text\":\"{i}\"}}")), line => line.Text("text"));
    });

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; } = 1;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Now;
    }
}
