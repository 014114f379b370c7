using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Reports;

/// <summary>The SVG is XML and shows the grid.</summary>
public partial class SvgTests
{
    // Of 512 x 512 pixels: coordinates are written with two decimals.
    private const double Rounding = 100;

    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_pattern_gives_well_formed_xml()
    {
        foreach (var report in Reported.Patterns.Select(p => Reported.Of(p.Properties)).Concat(Repository.Files("patterns", "*.attention.json").Select(f => PatternReport.Of(Sound.File(Repository.Read(f))))))
        {
            var svg = XDocument.Parse(report.ToSvg()).Root!;
            Assert.Equal(s_svg + "svg", svg.Name);
            Assert.StartsWith(report.Plan.Spec.Name + ": ", svg.Element(s_svg + "title")!.Value);
            Assert.DoesNotContain("href", report.ToSvg());
        }
    }

    /// <summary>The area of each shade is that of the grid's cells.</summary>
    [Fact]
    public void Shades_cover_the_cells()
    {
        foreach (var (_, properties, _) in Reported.Patterns)
        {
            // One layer has no chart of its reach, so all that is blue is the panel, and the legend's boxes of 14 x 12.
            var report = Reported.Of(properties);
            var grid = report.Heads[0].Grid;
            var scale = 512.0 / report.Plan.CostLength;
            var full = Cells(grid).Where(c => c.Share >= 1).Sum(c => c.Area) * scale * scale;
            var some = Cells(grid).Where(c => c.Share is > 0 and < 1).Sum(c => c.Area) * scale * scale;
            var drawn = XDocument.Parse(report.ToSvg()).Descendants(s_svg + "path").Where(p => (string?)p.Attribute("class") == "read").ToList();
            Assert.InRange(Area(drawn.Where(p => p.Attribute("opacity") is null)) - 14 * 12 - full, -Rounding, Rounding);
            Assert.InRange(Area(drawn.Where(p => p.Attribute("opacity") is not null)) - 7 * 14 * 12 - some, -Rounding, Rounding);
        }
    }

    [Fact]
    public void Global_tokens_are_marked_in_the_directions_that_they_read()
    {
        Assert.Equal(2, Marks("\"global\": { \"t\": \"first\" }"));
        Assert.Equal(1, Marks("\"global\": { \"t\": \"first\" }, \"globalAttention\": { \"direction\": \"read\" }"));
        Assert.Equal(0, Marks("\"maxLength\": 64"));

        // The legend has one more.
        static int Marks(string properties) => Math.Max(0, XDocument.Parse(Reported.Of("\"window\": 4, " + properties).ToSvg())
            .Descendants(s_svg + "path").Where(p => (string?)p.Attribute("class") == "global").Sum(p => Boxes(p).Count()) - 1);
    }

    private static IEnumerable<(double Share, double Area)> Cells(Compiler.Reports.Shares.ShareGrid grid) =>
        from row in Enumerable.Range(0, grid.Rows)
        from column in Enumerable.Range(0, grid.Columns)
        select (grid[row, column], (double)(grid.Queries[row + 1] - grid.Queries[row]) * (grid.Keys[column + 1] - grid.Keys[column]));

    private static double Area(IEnumerable<XElement> paths) => paths.SelectMany(Boxes).Sum();

    private static IEnumerable<double> Boxes(XElement path) => Box().Matches((string)path.Attribute("d")!)
        .Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("h([0-9.]+)v([0-9.]+)h-")]
    private static partial Regex Box();
}
