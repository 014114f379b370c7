using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;
using SkiaSharp;

namespace AttentionGen.Tests.Training;

public class ReportingTests : TemporaryFolder
{
    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; } = 1;
        public override long TimestampFrequency => 1;
        public override long GetTimestamp() => Seconds;
    }

    private static string Progress(bool terminal)
    {
        var (clock, writer) = (new Clock(), new StringWriter { NewLine = "\n" });
        var progress = new ProgressLine(writer, terminal, TimeSpan.FromSeconds(30), clock);
        progress.Started(100, 200);
        for (var step = 101; step <= 140; step++)
        {
            clock.Seconds += 2;
            progress.Stepped(new StepReport(step, 1, 0.5, 0.01, 1, 3000, TimeSpan.FromSeconds(2)));
        }
        progress.Evaluated(new EvaluationReport(140, new Dictionary<string, double> { ["loss"] = 0.25, ["accuracy"] = 1 }, true));
        progress.Finished(new TrainingResult(140, true, 0.5, null));
        return writer.ToString();
    }

    [Fact]
    public void ElsewhereThanOnATerminalLinesAreOccasional() => Assert.Equal("""
        step 101/200  epoch 2  loss 0.5000  1,500 tokens/s  3 min 18 s left
        step 116/200  epoch 2  loss 0.5000  1,500 tokens/s  2 min 48 s left
        step 131/200  epoch 2  loss 0.5000  1,500 tokens/s  2 min 18 s left
        step 140/200  validation: accuracy 1.0000, loss 0.2500, the best so far
        cancelled after step 140 of 200, 1 min 20 s

        """, Progress(terminal: false));

    [Fact]
    public void OnATerminalTheLineIsWrittenAnew()
    {
        var lines = Progress(terminal: true).Replace("\r\n", "\n").Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("\rstep 101/200", lines[0]);
        Assert.Contains("\rstep 140/200  validation", lines[0]);
    }

    [Fact]
    public void ALossCurveIsAPicture()
    {
        File.WriteAllLines(PathOf("log.jsonl"), Enumerable.Range(1, 200)
            .Select(s => FormattableString.Invariant($"{{\"step\":{s},\"loss\":{3 * Math.Exp(-s / 50.0) + (s % 7 * 0.03)}}}"))
            .Append("{\"step\":100,\"eval\":{\"loss\":0.6},\"best\":true}").Append("{\"step\":200,\"eval\":{\"loss\":0.4},\"best\":true}").Append("{\"step\":201,\"loss\":null}"));
        LossCurve.Save(PathOf("log.jsonl"), PathOf("loss.png"));
        using var picture = SKBitmap.Decode(PathOf("loss.png"));
        Assert.Equal((960, 540), (picture.Width, picture.Height));
        Assert.Contains(picture.Pixels, p => p == new SKColor(0xD6, 0x27, 0x28));
    }

    [Fact]
    public void AnEmptyLogGivesAnEmptyPicture()
    {
        File.WriteAllText(PathOf("log.jsonl"), "");
        LossCurve.Save(PathOf("log.jsonl"), PathOf("loss.png"));
        Assert.True(new FileInfo(PathOf("loss.png")).Length > 0);
    }
}
