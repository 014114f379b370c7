using AttentionGen.Compiler.Reports.Drawings;
using SkiaSharp;

namespace AttentionGen.Cli.Pictures;

/// <summary>Shapes as a PNG, on white.</summary>
internal static class PngPicture
{
    // Pixels of the file per pixel of the drawing: sharp where it is printed or shown large.
    private const int Scale = 2;

    // The first that the machine has; without any, whatever letters there are.
    private static readonly Lazy<SKTypeface> s_letters = new(() =>
        new[] { "Segoe UI", "Helvetica Neue", "Roboto", "DejaVu Sans", "Liberation Sans", "Arial" }
            .Select(f => SKFontManager.Default.MatchFamily(f)).FirstOrDefault(f => f is not null) ?? SKTypeface.Default);

    /// <summary>The file's bytes.</summary>
    public static byte[] Draw(Drawing drawing)
    {
        using var bitmap = new SKBitmap((int)Math.Ceiling(drawing.Width) * Scale, (int)Math.Ceiling(drawing.Height) * Scale, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(ColorOf(Ink.Paper));
            canvas.Scale(Scale);
            foreach (var shape in drawing.Shapes)
                Draw(shape, canvas);
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    private static void Draw(Shape shape, SKCanvas canvas)
    {
        using var paint = new SKPaint { Color = ColorOf(shape.Ink) };
        switch (shape)
        {
            case Box box:
                // Without antialiasing neighbouring cells meet without a seam.
                paint.Color = paint.Color.WithAlpha((byte)Math.Round(255 * box.Strength));
                canvas.DrawRect((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height, paint);
                break;
            case Label label:
                paint.IsAntialias = true;
                paint.Typeface = s_letters.Value;
                paint.TextSize = (float)label.Size;
                paint.TextAlign = label.EndsHere ? SKTextAlign.Right : SKTextAlign.Left;
                canvas.DrawText(label.Text, (float)label.X, (float)label.Y, paint);
                break;
        }
    }

    private static SKColor ColorOf(Ink ink) => ink switch
    {
        Ink.Paper => new SKColor(0xFF, 0xFF, 0xFF),
        Ink.Empty => new SKColor(0xEE, 0xF1, 0xF6),
        Ink.Text => new SKColor(0x1D, 0x24, 0x33),
        Ink.Muted => new SKColor(0x5F, 0x6B, 0x80),
        Ink.Read => new SKColor(0x34, 0x50, 0xC4),
        Ink.Global => new SKColor(0xE8, 0xA1, 0x3A),
        _ => new SKColor(0x2A, 0x9D, 0x8F),
    };
}
