using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0004 and AG0005: layers, heads and the other values of the pattern itself.</summary>
public class SizeProblems
{
    [Theory]
    [InlineData("0, 2, 8", 19, "0", "layers", 1024)]
    [InlineData("2, -1, 8", 22, "-1", "heads", 1024)]
    [InlineData("2, 2, 5000", 25, "5000", "headSize", 4096)]
    [InlineData("2, headSize: 0, heads: 2", 32, "0", "headSize", 4096)]
    [InlineData("layers: 2, 1025, 8", 30, "1025", "heads", 1024)]
    public void Attributes_give_sizes(string arguments, int column, string value, string size, int max) => Assert.Equal(
        [$"Test.cs(3,{column}): AG0004 '{value}': A pattern needs '{size}', a whole number from 1 to {max}, but it is {value}"],
        Broken.Attributes($"[AttentionPattern({arguments})]\n[Window(8)]\nsealed partial class P;"));

    [Theory]
    [InlineData("\"heads\": 2, \"headSize\": 8", "p.attention.json(1,11): AG0004 '\"P\"'", "layers", 1024, "missing")]
    [InlineData("\"layers\": 2, \"headSize\": 8", "p.attention.json(1,11): AG0004 '\"P\"'", "heads", 1024, "missing")]
    [InlineData("\"layers\": 2, \"heads\": 2", "p.attention.json(1,11): AG0004 '\"P\"'", "headSize", 4096, "missing")]
    [InlineData("\"layers\": 0, \"heads\": 2, \"headSize\": 8", "p.attention.json(2,11): AG0004 '0'", "layers", 1024, "0")]
    [InlineData("\"layers\": 2, \"heads\": 2.5, \"headSize\": 8", "p.attention.json(2,23): AG0004 '2.5'", "heads", 1024, "2.5")]
    [InlineData("\"layers\": [2], \"heads\": 2, \"headSize\": 8", "p.attention.json(2,11): AG0004 '[2]'", "layers", 1024, "a list")]
    [InlineData("\"layers\": 99999999999999999999, \"heads\": 2, \"headSize\": 8", "p.attention.json(2,11): AG0004 '99999999999999999999'", "layers", 1024, "99999999999999999999")]
    public void Json_gives_sizes(string sizes, string place, string size, int max, string found) => Assert.Equal(
        [$"{place}: A pattern needs '{size}', a whole number from 1 to {max}, but it is {found}"],
        Broken.Json($"{{ \"name\": \"P\",\n{sizes}, \"window\": 8 }}"));

    [Fact]
    public void The_length_is_a_number_of_tokens()
    {
        const string Message = "'maxLength' must be a whole number from 1 to 16777216, but it is 0";
        Assert.Equal([$"Test.cs(3,40): AG0005 '0': {Message}"], Broken.Attributes("[AttentionPattern(2, 2, 8, MaxLength = 0)]\n[Window(8)]\nsealed partial class P;"));
        Assert.Equal([$"p.attention.json(1,82): AG0005 '0': {Message}"], Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 8, \"maxLength\": 0 }"));
    }

    [Fact]
    public void Causal_is_true_or_false() => Assert.Equal(
        ["p.attention.json(2,11): AG0005 '\"yes\"': 'causal' must be true or false, but it is \"yes\""],
        Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 8,\n\"causal\": \"yes\" }"));

    [Fact]
    public void All_problems_of_a_declaration_are_reported()
    {
        Assert.Equal(
            [
                "Test.cs(3,19): AG0004 '0': A pattern needs 'layers', a whole number from 1 to 1024, but it is 0",
                "Test.cs(3,25): AG0004 '0': A pattern needs 'headSize', a whole number from 1 to 4096, but it is 0",
                "Test.cs(4,9): AG0006 '3': A window is an even, positive total, half of it to each side, but this one is 3. Use 2 or 4, or say 'before' and 'after'.",
                "Test.cs(5,11): AG0009 '0': A stride is a whole number of 1 or more (1 is no dilation), but this one is 0",
                "Test.cs(5,22): AG0011 '\"x\"': \"x\" is not a set. Write numbers and ranges, such as \"0..3,7\".",
                "Test.cs(6,14): AG0013 'P': The class 'P' must be partial, so that the compiler can complete it",
            ],
            Broken.Attributes("[AttentionPattern(0, 2, 0)]\n[Window(3, 4)]\n[Dilation(0, Heads = \"x\")]\nsealed class P;"));
    }
}
