using System.CommandLine;
using System.Globalization;
using ScottPlot;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>The command <c>plot</c>: time and memory against length, a line for each method, like figure 1 of the Longformer paper.</summary>
internal static class PlotCommand
{
    private const int Width = 640, Height = 420;

    private sealed record Point(string Method, double Length, string Pass, double Seconds, double Megabytes);

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Tables that compare --csv wrote.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The picture, a PNG file.", HelpName = "file", Required = true };
        var command = new Command("plot", "Draws tables of compare: time and memory against length.") { files, output };
        command.SetAction(parsed =>
        {
            List<Point> points = [.. parsed.GetValue(files)!.SelectMany(File.ReadLines).Where(line => !line.StartsWith("method,", StringComparison.Ordinal)).Select(Read)];
            var figure = new Multiplot();
            figure.AddPlots(4);
            figure.Layout = new ScottPlot.MultiplotLayouts.Grid(2, 2);
            foreach (var (pass, row) in new[] { (Pass.Forward, 0), (Pass.ForwardAndBackward, 1) })
            {
                var ofPass = points.Where(p => p.Pass == pass.Name()).ToList();
                Draw(figure.GetPlot(2 * row), $"{pass.Name()}: time", "seconds", ofPass, p => p.Seconds);
                Draw(figure.GetPlot((2 * row) + 1), $"{pass.Name()}: memory beyond q, k and v", "MB", ofPass, p => p.Megabytes);
            }
            figure.SavePng(parsed.GetValue(output)!, 2 * Width, 2 * Height);
        });
        return command;
    }

    private static Point Read(string line)
    {
        var cells = line.Split(',');
        double Number(int column) => double.Parse(cells[column], CultureInfo.InvariantCulture);
        return new Point(cells[0], Number(1), cells[2], Number(3) / 1e3, Number(6));
    }

    /// <summary>Both axes are logarithmic: what grows linearly is a straight line.</summary>
    private static void Draw(Plot plot, string title, string unit, IReadOnlyList<Point> points, Func<Point, double> value)
    {
        string[] methods = [.. MethodList.All.Select(m => m.Name).Append("onnx")];
        foreach (var method in points.GroupBy(p => p.Method).OrderBy(g => Array.IndexOf(methods, g.Key)))
        {
            var sorted = method.Where(p => value(p) > 0).OrderBy(p => p.Length).ToList();
            var line = plot.Add.Scatter(sorted.Select(p => Math.Log2(p.Length)).ToArray(), sorted.Select(p => Math.Log10(value(p))).ToArray());
            line.LegendText = method.Key;
            line.Color = Colors.Category10[Array.IndexOf(methods, method.Key) % Colors.Category10.Length];
            line.LineWidth = method.Key == "simd" ? 3 : 1.5f;
            line.MarkerSize = 7;
        }
        plot.Title(title);
        plot.XLabel("tokens");
        plot.YLabel(unit);
        var lengths = points.Select(p => p.Length).Distinct().Order().ToArray();
        plot.Axes.Bottom.SetTicks([.. lengths.Select(Math.Log2)], [.. lengths.Select(n => n.ToString("N0", CultureInfo.InvariantCulture))]);
        double[] powers = [.. Enumerable.Range(-3, 10).Select(i => (double)i)];
        plot.Axes.Left.SetTicks(powers, [.. powers.Select(p => Math.Pow(10, p).ToString("#,0.###", CultureInfo.InvariantCulture))]);
        if (points.Count > 0)
            plot.Axes.SetLimitsY(Math.Floor(points.Where(p => value(p) > 0).Min(p => Math.Log10(value(p)))), Math.Ceiling(points.Max(p => Math.Log10(value(p)))));
        plot.ShowLegend(Alignment.UpperLeft);
    }
}
