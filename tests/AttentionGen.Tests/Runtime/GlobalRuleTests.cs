using AttentionGen.Tests.Patterns;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>The generated builders of global masks, by hand-made rows. 2 is the separator.</summary>
public class GlobalRuleTests
{
    private static readonly GlobalRules s_pattern = new();

    [Fact]
    public void FirstToken() => AssertMask("1000", s_pattern.GlobalMaskForClassification(Ids([5, 2, 5, 2])));

    [Fact]
    public void BeforeTheFirstSeparatorOfEachRow() => AssertMask("1100 1000", s_pattern.GlobalMaskForQuestionAnswering(Ids([0, 5, 2, 2], [0, 2, 5, 2]), 2));

    [Fact]
    public void AfterTheSecondSeparatorOfEachRow() => AssertMask("0001 0011", s_pattern.GlobalMaskForMultipleChoice(Ids([0, 2, 2, 5], [2, 2, 5, 6]), 2));

    [Fact]
    public void MoreSeparatorsChangeNothing() => AssertMask("000111", s_pattern.GlobalMaskForMultipleChoice(Ids([0, 2, 2, 5, 2, 2]), 2));

    [Fact]
    public void TokenIds() => AssertMask("0110 1001", s_pattern.GlobalMaskForMarked(Ids([1, 5, 7, 9], [7, 1, 1, 5])));

    [Fact]
    public void PositionsPastTheEndDoNotMatter() => AssertMask("10010 10010", s_pattern.GlobalMaskForPlaced(Ids([1, 1, 1, 1, 1], [2, 2, 2, 2, 2])));

    [Fact]
    public void EveryFourth() => AssertMask("100010001", s_pattern.GlobalMaskForSpread(Ids([1, 1, 1, 1, 1, 1, 1, 1, 1])));

    [Fact]
    public void RulesOfOneTaskAddUp() => AssertMask("1010 1000", s_pattern.GlobalMaskForUnion(Ids([1, 1, 9, 1], [9, 1, 1, 1])));

    [Fact]
    public void A_rule_is_found_by_its_tasks_name()
    {
        AssertMask("1000", s_pattern.GlobalMask("classification", Ids([5, 2, 5, 2]), 2)!);
        AssertMask("1100 1000", s_pattern.GlobalMask("question-answering", Ids([0, 5, 2, 2], [0, 2, 5, 2]), 2)!);
        AssertMask("1000", new AttentionGen.Reference.ReferencePattern(s_pattern).GlobalMask("classification", Ids([5, 2, 5, 2]), 2)!);
        Assert.Null(s_pattern.GlobalMask("Classification", Ids([5, 2]), 2));
        Assert.Null(new Sliding().GlobalMask("default", Ids([5, 2]), 2));
    }

    [Fact]
    public void RulesFromJsonAddUp() => AssertMask("1101", new FromJson().GlobalMaskForUnion(Ids([1, 5, 1, 7])));

    [Fact]
    public void ARowWithTooFewSeparatorsIsNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => s_pattern.GlobalMaskForMultipleChoice(Ids([0, 2, 2, 5], [0, 2, 5, 5]), 2));
        Assert.Contains("Row 1 has 1 separators (id 2), but the rule needs 2.", error.Message);
    }

    [Fact]
    public void TokenIdsMustBeABatch()
    {
        var error = Assert.Throws<ArgumentException>(() => s_pattern.GlobalMaskForClassification(arange(4)));
        Assert.Contains("must be (batch, length), but they are (4)", error.Message);
    }

    private static Tensor Ids(params long[][] rows) => stack(rows.Select(r => tensor(r)).ToArray());

    private static void AssertMask(string expected, Tensor mask)
    {
        Assert.Equal(ScalarType.Bool, mask.dtype);
        var rows = Enumerable.Range(0, (int)mask.shape[0]).Select(r => string.Concat(mask[r].data<bool>().Select(b => b ? '1' : '0')));
        Assert.Equal(expected, string.Join(" ", rows));
    }
}
