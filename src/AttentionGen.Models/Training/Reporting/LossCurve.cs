using System.Globalization;
using System.Text.Json;
using SkiaSharp;

namespace AttentionGen.Models.Training;

/// <summary>A run's losses over its steps, as a picture.</summary>
public static class LossCurve
{
    private const int Width = 960, Height = 540, Left = 80, Right = 20, Top = 40, Bottom = 50, Ticks = 5;
    private static readonly SKColor Training = new(0x1F, 0x77, 0xB4), Validation = new(0xD6, 0x27, 0x28);

    /// <summary>Draws the log's training losses (each, and smoothed) and validation losses as a PNG.</summary>
    /// <param name="log">A run's log.jsonl.</param>
    /// <param name="picture">The PNG; an existing one is replaced.</param>
    public static void Save(string log, string picture)
    {
        var (training, validation) = Read(log);
        using var bitmap = new SKBitmap(Width, Height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            Draw(canvas, training, validation);
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        DurableFolder.WriteFile(picture, png.AsSpan());
    }

    /// <summary>Draws where the picture library can be loaded: a run does not end for want of a picture.</summary>
    internal static void TrySave(string log, string picture)
    {
        try
        {
            Save(log, picture);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
        }
    }

    private static (List<SKPoint> Training, List<SKPoint> Validation) Read(string log)
    {
        List<SKPoint> training = [], validation = [];
        foreach (var line in JsonLines.Read(log))
        {
            var evaluation = line.Find("eval");
            var loss = evaluation is { } metrics ? metrics.TryGetProperty("loss", out var value) ? value : default : line.Find("loss");
            if (loss is { ValueKind: JsonValueKind.Number } number)
                (evaluation is null ? training : validation).Add(new SKPoint(line.Whole("step"), number.GetSingle()));
        }
        return (training, validation);
    }

    private static void Draw(SKCanvas canvas, List<SKPoint> training, List<SKPoint> validation)
    {
        SKPoint[] all = [.. training, .. validation];
        var steps = Math.Max(1, all.Select(p => p.X).DefaultIfEmpty().Max());
        var (least, most) = (all.Select(p => p.Y).DefaultIfEmpty(0).Min(), all.Select(p => p.Y).DefaultIfEmpty(1).Max());
        most = most > least ? most : least + 1;
        SKPoint Place(SKPoint p) => new(
            Left + ((Width - Left - Right) * p.X / steps), Top + ((Height - Top - Bottom) * (most - p.Y) / (most - least)));

        using var grid = new SKPaint { Color = SKColors.LightGray };
        using var text = new SKPaint { Color = SKColors.Black, TextSize = 16, IsAntialias = true };
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var value = new SKPoint(steps * tick / Ticks, least + ((most - least) * tick / Ticks));
            var place = Place(value);
            canvas.DrawLine(Left, place.Y, Width - Right, place.Y, grid);
            canvas.DrawText(value.Y.ToString("0.000", CultureInfo.InvariantCulture), 12, place.Y + 6, text);
            canvas.DrawText(value.X.ToString("0", CultureInfo.InvariantCulture), place.X - 20, Height - 25, text);
        }
        Line(canvas, [.. training.Select(Place)], Training.WithAlpha(80), 1);
        Line(canvas, [.. Smooth(training).Select(Place)], Training, 2.5f);
        Line(canvas, [.. validation.Select(Place)], Validation, 2.5f);
        text.Color = Training;
        canvas.DrawText("training loss", Left, 25, text);
        text.Color = Validation;
        canvas.DrawText(validation.Count > 0 ? "validation loss" : "", Left + 130, 25, text);
    }

    private static void Line(SKCanvas canvas, SKPoint[] points, SKColor color, float width)
    {
        using var paint = new SKPaint { Color = color, StrokeWidth = width, IsAntialias = true };
        canvas.DrawPoints(SKPointMode.Polygon, points, paint);
    }

    /// <summary>Means over the steps before, about a fiftieth of the run.</summary>
    private static IEnumerable<SKPoint> Smooth(List<SKPoint> points)
    {
        var span = Math.Max(1, points.Count / 50);
        double sum = 0;
        for (var i = 0; i < points.Count; i++)
        {
            sum += points[i].Y - (i >= span ? points[i - span].Y : 0);
            yield return new SKPoint(points[i].X, (float)(sum / Math.Min(i + 1, span)));
        }
    }
}
