using System.Text;

namespace AttentionGen.Compiler.Reports.Drawings;

/// <summary>Shapes as SVG. Colours are classes, so that a page can give its own.</summary>
internal static class SvgWriter
{
    private const string Style =
        "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}" +
        ".paper{fill:#fff}.empty{fill:#eef1f6}.text{fill:#1d2433}.muted{fill:#5f6b80}.read{fill:#3450c4}.global{fill:#e8a13a}.after{fill:#2a9d8f}" +
        "@media(prefers-color-scheme:dark){.paper{fill:#12151c}.empty{fill:#1e2430}.text{fill:#e6e9f0}.muted{fill:#9aa5b8}.read{fill:#8ea4ff}.global{fill:#e8a13a}.after{fill:#52c7b8}}";

    /// <summary>A file of its own.</summary>
    public static string Document(Drawing drawing)
    {
        var size = $"{Numbers.Plain(drawing.Width)} {Numbers.Plain(drawing.Height)}".Split(' ');
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size[0]}\" height=\"{size[1]}\" viewBox=\"0 0 {size[0]} {size[1]}\" role=\"img\" aria-labelledby=\"title description\">\n"
            + $"<title id=\"title\">{Escape(drawing.Title)}</title>\n<desc id=\"description\">{Escape(drawing.Description)}</desc>\n<style>{Style}</style>\n"
            + $"<rect class=\"paper\" width=\"{size[0]}\" height=\"{size[1]}\"/>\n{Shapes(drawing.Shapes)}</svg>\n";
    }

    /// <summary>Shapes for a document around them.</summary>
    public static string Shapes(IReadOnlyList<Shape> shapes)
    {
        var svg = new StringBuilder();
        for (var i = 0; i < shapes.Count; i++)
        {
            if (shapes[i] is Label label)
            {
                svg.Append($"<text class=\"{Class(label)}\" x=\"{Numbers.Plain(label.X)}\" y=\"{Numbers.Plain(label.Y)}\" font-size=\"{Numbers.Plain(label.Size)}\"")
                    .Append(label.EndsHere ? " text-anchor=\"end\">" : ">").Append(Escape(label.Text)).Append("</text>\n");
                continue;
            }
            // Boxes of one colour are one path.
            var box = (Box)shapes[i];
            svg.Append($"<path class=\"{Class(box)}\"").Append(box.Strength < 1 ? $" opacity=\"{Numbers.Plain(box.Strength)}\"" : "").Append(" shape-rendering=\"crispEdges\" d=\"");
            Outline(box, svg);
            for (; i + 1 < shapes.Count && shapes[i + 1] is Box next && next.Ink == box.Ink && next.Strength.Equals(box.Strength); i++)
                Outline(next, svg);
            svg.Append("\"/>\n");
        }
        return svg.ToString();
    }

    /// <summary>Text inside XML and HTML, attributes included.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    private static void Outline(Box box, StringBuilder svg) =>
        svg.Append($"M{Numbers.Plain(box.X)} {Numbers.Plain(box.Y)}h{Numbers.Plain(box.Width)}v{Numbers.Plain(box.Height)}h{Numbers.Plain(-box.Width)}z");

    private static string Class(Shape shape) => shape.Ink.ToString().ToLowerInvariant();
}
