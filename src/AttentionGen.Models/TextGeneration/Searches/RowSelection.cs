namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>Rows of a decoder that go on.</summary>
internal static class RowSelection
{
    /// <summary>Calls Select unless all rows go on as they are.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <param name="rows">At least one row.</param>
    public static void SelectChanged(this ITokenDecoder decoder, ReadOnlySpan<int> rows)
    {
        var same = rows.Length == decoder.Rows;
        for (var i = 0; same && i < rows.Length; i++)
            same = rows[i] == i;
        if (!same)
            decoder.Select(rows);
    }
}
