using AttentionGen.CodeFixes;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.CodeFixes;

/// <summary>AG0006: an odd window becomes one of its even neighbours.</summary>
public class WindowFixes
{
    private const string Head = "using AttentionGen;\n[AttentionPattern(2, 2, 8)]\n";

    [Theory]
    [InlineData("[Window(511)]", "[Window(510)]", "[Window(512)]")]
    [InlineData("[Window( total: /* odd */ 7 )]", "[Window( total: /* odd */ 6 )]", "[Window( total: /* odd */ 8 )]")]
    [InlineData("[Window(4, 0x7)]", "[Window(4, 6)]", "[Window(4, 8)]")]
    [InlineData("[Window(new[] { 5, 4 }, Heads = \"0..1\")]", "[Window(new[] { 4, 4 }, Heads = \"0..1\")]", "[Window(new[] { 6, 4 }, Heads = \"0..1\")]")]
    [InlineData("[Window(1)]", "[Window(2)]")]
    public async Task Both_neighbours_of_a_literal_are_offered(string attribute, params string[] corrected)
    {
        var offers = await Offers(Project.Of(Head + attribute + "\npartial class P;"));
        Assert.Equal(corrected.Select(c => Head + c + "\npartial class P;"), offers.Select(o => Assert.Single(o.Fixed.Sources).Text));
        Assert.All(offers, AssertSound);
    }

    [Theory]
    [InlineData("[Window(Size)] partial class P { const int Size = 7; }")] // others may use the constant
    [InlineData("[Window(4 + 3)] partial class P;")]
    [InlineData("[Window(-3)] partial class P;")]
    [InlineData("[Window(0)] partial class P;")]
    public async Task What_is_no_odd_literal_is_left_to_its_author(string code) => Assert.Empty(await Offers(Project.Of(Head + code.Replace("(Size)", "(P.Size)"))));

    [Fact]
    public async Task In_json()
    {
        const string Json = "{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\r\n  \"window\": [ 4, 7 ] }";
        var offers = await Offers(Project.Of(new TextFile("p.attention.json", Json)));
        Assert.Equal(["Change 7 to 6", "Change 7 to 8"], offers.Select(o => o.Title));
        Assert.Equal([Json.Replace("7", "6"), Json.Replace("7", "8")], offers.Select(o => Assert.Single(o.Fixed.Files).Text));
        Assert.All(offers, AssertSound);
    }

    private static Task<IReadOnlyList<Offer>> Offers(Project project) => CodeFixHarness.Offers(new ReplaceCodeFix(), project, TestContext.Current.CancellationToken);

    private static void AssertSound(Offer offer)
    {
        var result = GeneratorHarness.Run(offer.Fixed);
        Assert.Empty(result.Reports);
        Assert.Empty(result.CompileErrors);
    }
}
