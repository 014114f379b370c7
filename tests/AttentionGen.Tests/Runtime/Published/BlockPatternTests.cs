namespace AttentionGen.Tests.Runtime.Published;

/// <summary>Patterns of whole blocks and of columns.</summary>
public class BlockPatternTests
{
    public static TheoryData<int> Lengths => [1, 3, 4, 9, 16, 37, 64, 150];

    [Theory, MemberData(nameof(Lengths))]
    public void A_block_window_reads_its_own_block_and_its_neighbours(int length) => PublishedAttention.Check(
        new UnevenBlockWindow(), 0, length, (_, head, i) => head == 0 ? Blocks(4, i / 4 - 2, i / 4) : Blocks(16, i / 16 - 1, i / 16 + 1));

    [Theory, MemberData(nameof(Lengths))]
    public void In_a_causal_pattern_a_block_window_reads_no_later_key(int length) => PublishedAttention.Check(
        new CausalBlockWindow(), 0, length, (_, _, i) => Blocks(4, i / 4 - 1, i / 4 + 1).Where(j => j <= i));

    [Theory, MemberData(nameof(Lengths))]
    public void Columns_are_read_by_all(int length) => PublishedAttention.Check(
        new Columns(), 0, length, (_, head, _) => head == 0
            ? from start in Enumerable.Range(0, 30) select 6 * start
            : from start in Enumerable.Range(0, 30) from j in new[] { 2, 3, 4 } select 6 * start + j);

    [Theory, MemberData(nameof(Lengths))]
    public void A_block_list_reads_what_it_lists(int length) => PublishedAttention.Check(new ListedBlocks(), 0, length, (_, _, i) => (i / 8) switch
    {
        0 => Blocks(8, 0, 0),
        1 => Blocks(8, 0, 1),
        2 => Blocks(8, 0, 0).Concat(Blocks(8, 2, 2)),
        4 or 5 or 6 => Blocks(8, 1, 3),
        18 => Blocks(8, 17, 18),
        _ => [],
    });

    /// <summary>Tokens of blocks from one to another, both included.</summary>
    private static IEnumerable<int> Blocks(int size, int first, int last) => Enumerable.Range(first * size, (last - first + 1) * size);
}

[AttentionPattern(1, 2, 8)]
[BlockWindow(4, Before = 2, After = 0, Heads = "0")]
[BlockWindow(16, Heads = "1")]
public sealed partial class UnevenBlockWindow;

[AttentionPattern(1, 2, 8, Causal = true)]
[BlockWindow(4)]
public sealed partial class CausalBlockWindow;

[AttentionPattern(1, 2, 8)]
[StridedColumns(6, Heads = "0")]
[StridedColumns(6, Width = 3, Offset = 2, Heads = "1")]
public sealed partial class Columns;

[AttentionPattern(1, 1, 8)]
[BlockList(8, "0: 0; 1: 0..1; 2: 2,0; 4..6: 1..3; 18: 17..18")]
public sealed partial class ListedBlocks;
