using AttentionGen.CodeFixes;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.CodeFixes;

/// <summary>AG0002: a misspelled property becomes the nearest one that is known.</summary>
public class PropertyFixes
{
    private const string Json = "{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": { \"before\": 4 }, \"maxLength\": 8 }";

    [Theory]
    [InlineData("window", "windw")]
    [InlineData("before", "befor")]
    [InlineData("maxLength", "max_length")]
    [InlineData("maxLength", "\\u004daxLength")]
    public async Task The_nearest_is_offered(string name, string written)
    {
        var offer = Assert.Single(await Offers(Json.Replace($"\"{name}\"", $"\"{written}\"")));
        Assert.Equal($"Change \"{written}\" to \"{name}\"", offer.Title);
        Assert.Equal(Json, Assert.Single(offer.Fixed.Files).Text);
        Assert.Empty(GeneratorHarness.Run(offer.Fixed).Reports);
    }

    [Theory]
    [InlineData("\"sparsity\": 1")] // near to nothing
    [InlineData("\"layer\": 2")] // "layers" is there already
    public async Task Nothing_is_offered_that_would_not_mend_it(string property) => Assert.Empty(await Offers(Json.Replace("\"maxLength\": 8", property)));

    private static Task<IReadOnlyList<Offer>> Offers(string json) => CodeFixHarness.Offers(
        new ReplaceCodeFix(), Project.Of(new TextFile("p.attention.json", json)), TestContext.Current.CancellationToken);
}
