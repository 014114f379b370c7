using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Reports;

/// <summary>What pictures are drawn from, against definitions.</summary>
public class GridTests
{
    public static TheoryData<string> Names => [.. Reported.Patterns.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shares_are_counted(string name)
    {
        var (_, properties, reads) = Reported.Patterns.Single(p => p.Name == name);
        var report = Reported.Of(properties);
        var grid = Assert.Single(report.Heads).Grid;
        Assert.False(grid.IsEstimate);
        Assert.Equal((0, report.Plan.CostLength), (grid.Queries[0], grid.Queries[^1]));
        Assert.InRange(grid.Rows, 1, 64);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var pairs = (
                    from q in Enumerable.Range(grid.Queries[row], grid.Queries[row + 1] - grid.Queries[row])
                    from k in Enumerable.Range(grid.Keys[column], grid.Keys[column + 1] - grid.Keys[column])
                    select reads(q, k)).ToList();
                Assert.Equal(pairs.Average(p => p ? 1.0 : 0), grid[row, column], 12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_holds_every_pair(string name)
    {
        var (_, properties, reads) = Reported.Patterns.Single(p => p.Name == name);
        var report = Reported.Of(properties);
        var length = report.Plan.CostLength;
        var kind = Assert.Single(Reported.Data(report.ToHtml()).GetProperty("kinds").EnumerateArray());
        var expected = from q in Enumerable.Range(0, length) from k in Enumerable.Range(0, length) where reads(q, k) select (q, k);
        Assert.Equal(expected.Order(), Reported.Pairs(kind, length).Order());
    }

    [Fact]
    public void The_page_holds_every_share()
    {
        foreach (var (_, properties, _) in Reported.Patterns)
        {
            var report = Reported.Of(properties);
            var (grid, kind) = (report.Heads[0].Grid, Reported.Data(report.ToHtml()).GetProperty("kinds")[0]);
            var expected = from row in Enumerable.Range(0, grid.Rows) from column in Enumerable.Range(0, grid.Columns) select grid[row, column];
            Assert.All(expected.Zip(Reported.Grid(kind)), s => Assert.InRange(s.First - s.Second / 1000.0, -0.001, 0.001));
            // A cell is empty, or full, in the page where it is for the library.
            Assert.Equal(expected.Select(s => s is > 0 and < 1), Reported.Grid(kind).Select(s => s is > 0 and < 1000));
            Assert.Equal(report.Heads[0].CellTokens, kind.GetProperty("cell").GetInt32());
        }
    }

    [Fact]
    public void The_cells_of_a_band_add_up_to_the_cost()
    {
        foreach (var file in Repository.Files("patterns", "*.attention.json"))
        {
            var spec = Sound.File(Repository.Read(file));
            // Other rules' costs are estimates, and unlike in each head.
            if (spec.Layers[0].Heads.Any(h => h.Band is null || h != spec.Layers[0].Heads[0]))
                continue;
            var report = PatternReport.Of(spec, layer: 0, head: 0);
            var grid = Assert.Single(report.Heads).Grid;
            var sum = 0.0;
            for (var row = 0; row < grid.Rows; row++)
            {
                for (var column = 0; column < grid.Columns; column++)
                    sum += grid[row, column] * (grid.Queries[row + 1] - grid.Queries[row]) * (grid.Keys[column + 1] - grid.Keys[column]);
            }
            Assert.Equal(report.Plan.Costs[0].Pairs / report.Plan.Spec.Heads, Math.Round(sum, 3));
        }
    }

    [Fact]
    public void Cells_are_whole_blocks()
    {
        Assert.Equal(16, Reported.Of("\"blockWindow\": { \"size\": 16 }, \"maxLength\": 1000").Heads[0].CellTokens);
        Assert.Equal(32, Reported.Of("\"blockWindow\": { \"size\": 16 }, \"maxLength\": 1100").Heads[0].CellTokens);
        Assert.Equal(4, Reported.Of("\"blockWindow\": { \"size\": 16 }, \"maxLength\": 200").Heads[0].CellTokens);
    }

    [Fact]
    public void Random_blocks_differ_from_head_to_head()
    {
        const string BigBird = "\"bigBird\": { \"blockSize\": 16, \"seed\": 5 }, \"maxLength\": 512";
        var few = PatternReport.Of(Sound.Spec("\"layers\": 2, \"heads\": 2, " + BigBird));
        Assert.Equal(["layer 0, head 0", "layer 0, head 1", "layer 1, head 0", "layer 1, head 1"], few.Heads.Select(h => h.Where));
        for (var i = 0; i < 4; i++)
        {
            var drawn = Intervals.BlockSet.Random(32, 3, 5, i / 2, i % 2, 1, 1, 1);
            for (var cell = 0; cell < few.Heads[i].Grid.Rows * few.Heads[i].Grid.Rows; cell++)
            {
                int side = few.Heads[i].CellTokens, q = cell / few.Heads[i].Grid.Rows * side / 16, k = cell % few.Heads[i].Grid.Rows * side / 16;
                var reads = Math.Abs(q - k) <= 1 || q is 0 or 31 || k is 0 or 31 || drawn.Reads(q, k);
                Assert.Equal(reads ? 1 : 0, few.Heads[i].Grid[cell / few.Heads[i].Grid.Rows, cell % few.Heads[i].Grid.Rows]);
            }
        }
        var many = PatternReport.Of(Sound.Spec("\"layers\": 12, \"heads\": 12, " + BigBird));
        Assert.True(Assert.Single(many.Heads).StandsForOthers);
        Assert.Equal("layer 7, head 3", Assert.Single(PatternReport.Of(many.Plan.Spec, layer: 7, head: 3).Heads).Where);
    }

    [Fact]
    public void What_is_estimated_is_said()
    {
        var report = Reported.Of($"\"sparseFixed\": {{ \"stride\": 100 }}, \"causal\": true, \"maxLength\": {SpecReader.MaxTokens / 64}");
        Assert.True(report.Heads[0].Grid.IsEstimate);
        Assert.Contains("cost of layer 0: about ", report.ToText());
        Assert.Contains(">about ", report.ToHtml());
        var kind = Reported.Data(report.ToHtml()).GetProperty("kinds")[0];
        Assert.Equal("about", kind.GetProperty("hedge").GetString());
        Assert.False(kind.TryGetProperty("rows", out _));
        Assert.DoesNotContain("about", Reported.Of("\"window\": 8").ToText());
    }

    [Fact]
    public void Documents_known_at_run_time_only_count_as_one()
    {
        var report = Reported.Of("\"full\": {}, \"packedDocuments\": true, \"maxLength\": 64");
        Assert.Equal((64L * 64, 1.0), (report.Plan.Costs[0].Pairs, report.Heads[0].Grid[5, 60]));
        var kind = Reported.Data(report.ToHtml()).GetProperty("kinds")[0];
        Assert.Equal("at most", kind.GetProperty("hedge").GetString());
        Assert.False(kind.TryGetProperty("rows", out _));
    }

    [Fact]
    public void Nothing_of_a_causal_pattern_comes_from_later_tokens() =>
        Assert.All(Reported.Patterns.Where(p => p.Properties.Contains("causal")), p => Assert.Equal(0, Reported.Of(p.Properties).Plan.Reach[0].After));
}
