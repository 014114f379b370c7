using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Reports;

/// <summary>The page in a browser: what its script shows is what the library says.</summary>
public partial class BrowserTests
{
    [Theory]
    [InlineData("window", 200, 20, 22)]
    [InlineData("dilated", 64, 20, 11)]
    [InlineData("full, causal", 32, 5, 5)]
    [InlineData("blocks", 200, 12, 15)]
    [InlineData("strided", 16, 9, 2)]
    [InlineData("fixed", 64, 40, 29)]
    public async Task Cells_hold_what_is_defined(string name, int size, int row, int column)
    {
        var (_, properties, reads) = Reported.Patterns.Single(p => p.Name == name);
        var document = await Browser.Open(Reported.Of(properties).ToHtml(), $"layer=0&head=0&query=48&key=32&size={size}&row={row}&column={column}");
        Assert.Contains("<div id=\"explorer\" class=\"explorer\">", document);
        var cell = Cell().Match(document).Value;
        int query = Value(cell, "query"), queryEnd = Value(cell, "query-end"), key = Value(cell, "key"), keyEnd = Value(cell, "key-end");
        if (size < 200)
            Assert.Equal((48 + row, 32 + column, 1), (query, key, queryEnd - query));
        else
            Assert.Equal((4 * row, 4 * column, 4), (query, key, keyEnd - key));
        var pairs = (from q in Enumerable.Range(query, queryEnd - query) from k in Enumerable.Range(key, keyEnd - key) where reads(q, k) select 1).Count();
        Assert.Equal(pairs, Value(cell, "pairs"));
    }

    [Theory]
    [InlineData("longformer-base-4096", 7, 3, "256 before, 256 after", "Queries 2,048–2,111, keys 1,792–1,855: 2,080 of 4,096 pairs are read, 50.8 %.", "Query 2,048 reads 513 keys: 1,792–2,304.")]
    [InlineData("char-lm-small-stage1", 9, 1, "320 before, 0 after, stride 3", "Queries 1,024–1,055, keys 896–927: 341 of 1,024 pairs are read, 33.3 %.", "Query 1,024 reads 321 keys: 64, 67, 70, 73, …, 1,024.")]
    public async Task Presets_are_described(string preset, int layer, int head, string terms, string cell, string row)
    {
        var report = PatternReport.Of(Sound.File(Repository.Read("patterns", preset + ".attention.json")));
        var document = await Browser.Open(report.ToHtml(), $"layer={layer}&head={head}&row=32&column=28");
        Assert.Contains($"<li>{terms}</li>", document);
        Assert.StartsWith(cell, WebUtility.HtmlDecode(Text(document, "cell")));
        Assert.Equal(row, WebUtility.HtmlDecode(Text(document, "row")));
        Assert.Equal(report.Plan.Reach.Select(r => new decimal[] { r.Before, r.After }), Reported.Table(document, "reach"));
        Assert.Equal(report.Plan.Costs.Sum(c => (decimal)c.Pairs), Reported.Table(document, "costs")[^1][0]);
    }

    [Fact]
    public async Task Estimates_are_called_so()
    {
        var report = Reported.Of("\"sparseFixed\": { \"stride\": 100 }, \"causal\": true, \"maxLength\": 100000");
        var document = await Browser.Open(report.ToHtml(), "row=40&column=20");
        var share = report.Heads[0].Grid[40, 20];
        Assert.InRange(share, 0.01, 0.99);
        Assert.Contains($": about {(100 * share).ToString("0.0", CultureInfo.InvariantCulture)} % of the pairs are read.", Text(document, "cell"));
    }

    private static int Value(string element, string name) =>
        int.Parse(Regex.Match(element, $"data-{name}=\"([0-9]+)\"").Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Text(string document, string id) => Regex.Match(document, $"<p id=\"{id}\"[^>]*>([^<]*)</p>").Groups[1].Value;

    [GeneratedRegex("<p id=\"cell\"[^>]*>")]
    private static partial Regex Cell();
}
