using System.Collections;

namespace AttentionGen.Models.Metrics;

/// <summary>The longest sequence that stands in two lists in the same order, with anything in between. Time is their lengths' product.</summary>
internal static class LongestCommonSubsequence
{
    /// <summary>Its length, in the memory of one row.</summary>
    public static int Length(int[] first, int[] second) => Fill(first, second, null);

    /// <summary>
    /// Where it stands in the first list, last place first. Of several that are as long it is the one that is found from the end by leaving
    /// out of the first list before the second: other scorers choose the same one, and the union over sentences depends on it.
    /// </summary>
    public static IEnumerable<int> Places(int[] first, int[] second)
    {
        BitArray[] left = [.. first.Select(_ => new BitArray(second.Length))]; // a bit per cell: whether the longer one leaves out of the second list
        if (Fill(first, second, left) == 0)
            yield break;
        for (var (i, j) = (first.Length - 1, second.Length - 1); i >= 0 && j >= 0;)
        {
            if (first[i] == second[j])
            {
                yield return i;
                (i, j) = (i - 1, j - 1);
            }
            else if (left[i][j])
                j--;
            else
                i--;
        }
    }

    /// <summary>Row by row, the lengths over the first elements of both lists.</summary>
    private static int Fill(int[] first, int[] second, BitArray[]? left)
    {
        var row = new int[second.Length + 1];
        for (var i = 0; i < first.Length; i++)
        {
            for (var (j, diagonal) = (0, 0); j < second.Length; j++)
            {
                var above = row[j + 1];
                if (left is not null && row[j] > above)
                    left[i][j] = true;
                row[j + 1] = first[i] == second[j] ? diagonal + 1 : Math.Max(above, row[j]);
                diagonal = above;
            }
        }
        return row[^1];
    }
}
