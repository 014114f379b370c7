using System.Text.Json;
using System.Text.RegularExpressions;
using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Reports;

/// <summary>Patterns whose pairs are known by themselves, and what a page holds.</summary>
internal static partial class Reported
{
    /// <summary>Name, declaration of one layer of one head, and its definition.</summary>
    public static readonly (string Name, string Properties, Func<int, int, bool> Reads)[] Patterns =
    [
        ("window", "\"window\": 24, \"maxLength\": 200", (q, k) => Math.Abs(q - k) <= 12),
        ("one side", "\"causal\": true, \"window\": { \"before\": 30 }, \"maxLength\": 131", (q, k) => k <= q && q - k <= 30),
        ("dilated", "\"window\": { \"before\": 9, \"after\": 4 }, \"dilation\": 5, \"maxLength\": 200", (q, k) => (q - k) % 5 == 0 && q - k <= 45 && k - q <= 20),
        ("short", "\"window\": 4, \"maxLength\": 3", (q, k) => Math.Abs(q - k) <= 2),
        ("full, causal", "\"causal\": true, \"full\": {}, \"maxLength\": 150", (q, k) => k <= q),
        ("blocks", "\"blockWindow\": { \"size\": 16 }, \"maxLength\": 200", (q, k) => Math.Abs(q / 16 - k / 16) <= 1),
        ("strided", "\"causal\": true, \"sparseStrided\": { \"stride\": 7 }, \"maxLength\": 150", (q, k) => k <= q && (q - k <= 7 || (q - k) % 7 == 0)),
        ("fixed", "\"causal\": true, \"sparseFixed\": { \"stride\": 16, \"summary\": 3 }, \"maxLength\": 150", (q, k) => k <= q && (q / 16 == k / 16 || k % 16 >= 13)),
        ("columns", "\"stridedColumns\": { \"stride\": 10, \"width\": 3, \"offset\": 2 }, \"maxLength\": 130", (q, k) => k % 10 is >= 2 and < 5),
    ];

    /// <summary>The report of a declaration of one layer of one head.</summary>
    public static PatternReport Of(string properties) => PatternReport.Of(Sound.Spec("\"layers\": 1, \"heads\": 1, " + properties));

    /// <summary>The data that a page's script draws from.</summary>
    public static JsonElement Data(string html)
    {
        using var document = JsonDocument.Parse(DataElement().Match(html).Groups[1].Value);
        return document.RootElement.Clone();
    }

    /// <summary>Runs of (count, thousandths) as one number per cell.</summary>
    public static List<int> Grid(JsonElement kind)
    {
        var runs = kind.GetProperty("grid").EnumerateArray().Select(v => v.GetInt32()).Chunk(2);
        return [.. runs.SelectMany(r => Enumerable.Repeat(r[1], r[0]))];
    }

    /// <summary>The pairs that the page's rows hold.</summary>
    public static HashSet<(int Query, int Key)> Pairs(JsonElement kind, int length)
    {
        var pairs = new HashSet<(int, int)>();
        var query = 0;
        foreach (var group in kind.GetProperty("rows").EnumerateArray().Select(g => g.EnumerateArray().Select(v => v.GetInt32()).ToArray()))
        {
            for (var end = query + group[0]; query < end; query++)
            {
                foreach (var run in group[2..].Chunk(4))
                {
                    for (var i = 0; i < run[1] * run[3]; i++)
                    {
                        var key = run[0] + (group[1] == 1 ? query : 0) + i / run[1] * run[2] + i % run[1];
                        if (key >= 0 && key < length && (key <= query || !kind.GetProperty("rowsCausal").GetBoolean()))
                            Assert.True(pairs.Add((query, key)), "A pair is there twice.");
                    }
                }
            }
        }
        Assert.Equal(length, query);
        return pairs;
    }

    /// <summary>The numbers of a table's rows.</summary>
    public static List<decimal[]> Table(string html, string id)
    {
        var table = html[html.IndexOf($"<table id=\"{id}\"", StringComparison.Ordinal)..];
        return [.. TableRow().Matches(table[..table.IndexOf("</table>", StringComparison.Ordinal)])
            .Select(row => Value().Matches(row.Value).Select(v => decimal.Parse(v.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray())
            .Where(row => row.Length > 0)];
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex TableRow();

    [GeneratedRegex("data-value=\"([0-9]+)\"")]
    private static partial Regex Value();
}
