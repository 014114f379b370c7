using AttentionGen.CodeFixes;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.CodeFixes;

/// <summary>AG0013: a class that is not partial becomes so.</summary>
public class PartialFixes
{
    private const string Head = "using AttentionGen;\n[AttentionPattern(2, 2, 8), Window(8)]\n";

    [Theory]
    [InlineData("class P;", "partial class P;")]
    [InlineData("/* all */ public sealed /* of */ class P { int x; }", "/* all */ public sealed /* of */ partial class P { int x; }")]
    public async Task The_word_is_added(string before, string after)
    {
        var offer = Assert.Single(await Offers(before));
        Assert.Equal("Make 'P' partial", offer.Title);
        Assert.Equal(Head + after, Assert.Single(offer.Fixed.Sources).Text);
        Assert.Empty(GeneratorHarness.Run(offer.Fixed).Reports);
    }

    [Theory]
    [InlineData("static partial class P;")]
    [InlineData("record P;")]
    [InlineData("partial class P<T>;")]
    public async Task Nothing_is_offered_for_the_other_reasons(string code) => Assert.Empty(await Offers(code));

    private static Task<IReadOnlyList<Offer>> Offers(string code) =>
        CodeFixHarness.Offers(new PartialCodeFix(), Project.Of(Head + code), TestContext.Current.CancellationToken);
}
