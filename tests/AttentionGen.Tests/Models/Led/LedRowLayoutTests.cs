using AttentionGen.Models.Led;

namespace AttentionGen.Tests.Models.Led;

/// <summary>Rows are moved as little as possible.</summary>
public class LedRowLayoutTests
{
    [Fact]
    public void RowsThatStayOrChangeTheirOrderAreNotCopied()
    {
        var layout = Beams(out _);
        foreach (int[] rows in (int[][])[[0, 1, 2, 3, 4, 5], [2, 0, 1, 5, 4, 3]])
        {
            var moves = layout.Select(rows);
            Assert.Empty(moves.Slots);
            Assert.Empty(moves.Inputs);
        }
    }

    /// <summary>Of a row that is continued twice, the second takes what a given-up row of the same input has left.</summary>
    [Fact]
    public void OnlyWhatDiffersIsCopied()
    {
        var layout = Beams(out var start);
        layout.Read(1);
        layout.Read(1);
        var move = Assert.Single(layout.Select([1, 1, 2, 3, 4, 5]).Slots);
        Assert.Equal(new SlotMove(1, 0, start), move);
        layout.Read(1);
        // Rows 0 and 1 now have all but the last token in common.
        Assert.Equal([new SlotMove(0, 1, start + 2)], layout.Select([1, 1, 2, 3, 4, 5]).Slots);
    }

    [Fact]
    public void AnInputWithoutRowsMakesPlaceForTheLast()
    {
        var layout = Beams(out _);
        layout.Read(1);
        var moves = layout.Select([3, 4, 5]);
        Assert.Equal([new InputMove(1, 0)], moves.Inputs);
        Assert.Equal([3, 4, 5], moves.Slots.Select(move => move.From));
        Assert.Equal((1, 3), (layout.Inputs, layout.Rows));
        Assert.Equal([0, 0, 0], layout.Places.ToArray());
    }

    /// <summary>The first token is read before the rows are multiplied: nothing else has to be copied then.</summary>
    private static LedRowLayout Beams(out int start)
    {
        var layout = new LedRowLayout(2);
        layout.Read(1);
        var moves = layout.Select([0, 0, 0, 1, 1, 1]);
        Assert.Equal([(0, 1), (0, 2), (1, 3), (1, 4), (1, 5)], moves.Slots.Select(move => (move.From, move.To)).Where(move => move.From != move.To));
        Assert.Equal([0, 0, 0, 1, 1, 1], layout.Places.ToArray());
        start = layout.Length;
        return layout;
    }
}
