using AttentionGen.Tests.Patterns;

namespace AttentionGen.Tests.Runtime.Published;

/// <summary>Prefix language models, packed documents, full attention.</summary>
public class LanguageModelTests
{
    public static TheoryData<int> Lengths => [1, 4, 5, 6, 37, 64, 150];

    [Theory, MemberData(nameof(Lengths))]
    public void A_fixed_prefix(int length) =>
        PublishedAttention.Check(new FixedPrefix(), 0, length, (_, _, i) => Enumerable.Range(0, 5).Union(Enumerable.Range(0, i + 1)));

    [Theory, MemberData(nameof(Lengths))]
    public void A_prefix_of_each_sequence(int length) => PublishedAttention.Check(
        new ToldPrefix(), 0, length, (row, _, i) => Enumerable.Range(0, Prefix(row)).Union(Enumerable.Range(0, i + 1)),
        inputs: ("prefix", (row, i) => i < Prefix(row) ? 1 : 0));

    [Theory, MemberData(nameof(Lengths))]
    public void Packed_documents_do_not_read_each_other(int length) => PublishedAttention.Check(
        new PackedFull(), 0, length, (row, _, i) => Enumerable.Range(0, length).Where(j => Document(row, j) == Document(row, i)), inputs: ("segment", Document));

    [Theory, MemberData(nameof(Lengths))]
    public void Packed_documents_cut_windows(int length) => PublishedAttention.Check(
        new Packed(), 0, length,
        (row, head, i) => Enumerable.Range(i - 5, 11)
            .Union(head == 2 ? Enumerable.Range((i / 8 - 1) * 8, 24) : [])
            .Where(j => Document(row, j) == Document(row, i)),
        inputs: ("segment", Document));

    [Theory, MemberData(nameof(Lengths))]
    public void Causal_attention(int length) => PublishedAttention.Check(new FullCausal(), 0, length, (_, _, i) => Enumerable.Range(0, i + 1));

    [Theory, MemberData(nameof(Lengths))]
    public void Full_attention(int length) => PublishedAttention.Check(new FullBothWays(), 0, length, (_, _, _) => Enumerable.Range(0, length));

    private static int Prefix(int row) => row == 0 ? 3 : 40;

    /// <summary>Documents of 7 and 30 tokens, whose numbers come again.</summary>
    private static int Document(int row, int i) => row == 0 ? i / 7 : i / 30 % 2;
}

[AttentionPattern(1, 2, 8)]
[FullAttention]
public sealed partial class FullBothWays;
