using AttentionGen.Tests.Patterns;

namespace AttentionGen.Tests.Runtime.Published;

/// <summary>Windows (Longformer paper, section 3.1) and their unions.</summary>
public class WindowTests
{
    public static TheoryData<int> Lengths => [1, 5, 9, 37, 64, 150];

    [Theory, MemberData(nameof(Lengths))]
    public void Symmetric_and_asymmetric(int length)
    {
        PublishedAttention.Check(new Asymmetric(), 0, length, (_, _, i) => Range(i - 4, i + 4));
        PublishedAttention.Check(new Asymmetric(), 1, length, (_, _, i) => Range(i - 5, i + 2));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Causal(int length) => PublishedAttention.Check(new CausalWithGlobals(), 0, length, (_, _, i) => Range(i - 6, i));

    [Theory, MemberData(nameof(Lengths))]
    public void Dilated(int length) => PublishedAttention.Check(
        new MixedHeads(), 0, length, (_, head, i) => Range(-3, 3).Select(t => i + t * (head switch { 0 or 3 => 2, 4 => 4, _ => 1 })));

    [Theory, MemberData(nameof(Lengths))]
    public void Causal_and_dilated(int length) => PublishedAttention.Check(new CausalDilated(), 0, length, (_, _, i) => Range(-3, 0).Select(t => i + 3 * t));

    [Theory, MemberData(nameof(Lengths))]
    public void A_union_is_the_union_of_the_sets(int length)
    {
        for (var layer = 0; layer < 2; layer++)
        {
            PublishedAttention.Check(new UnionOfWindows(), layer, length, (_, head, i) => head == 0
                ? Range(i - 3, i + 3)
                : Range(i - 3, i + 3).Union(Range(-2, 2).Select(t => i + 7 * t)));
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Windows_that_add_need_none_to_add_to(int length) => PublishedAttention.Check(
        new OnlyAdded(), 0, length, (_, head, i) => head == 0 ? Range(i - 2, i + 2) : Range(i - 2, i + 2).Concat(Range(i - 4, i).Select(j => i + 5 * (j - i))));

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);
}

[AttentionPattern(1, 2, 8)]
[Window(4, Add = true)]
[Window(Before = 4, Stride = 5, Add = true, Heads = "1")]
public sealed partial class OnlyAdded;
