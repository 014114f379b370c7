using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0009, AG0010, AG0011: strides, and the layers and heads they apply to.</summary>
public class ScopeProblems
{
    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    public void A_stride_is_at_least_1(string stride)
    {
        var message = $"A stride is a whole number of 1 or more (1 is no dilation), but this one is {stride}";
        Assert.Equal([$"Test.cs(5,11): AG0009 '{stride}': {message}"], Broken.Attributes($"[AttentionPattern(2, 2, 8)]\n[Window(8)]\n[Dilation({stride})]\nsealed partial class P;"));
        Assert.Equal([$"p.attention.json(2,1): AG0009 '{stride}': {message}"], Json($"\"dilation\":\n{stride}"));
        Assert.Equal([$"p.attention.json(2,13): AG0009 '{stride}': {message}"], Json($"\"dilation\": [\n{{ \"stride\": {stride} }}]"));
    }

    [Theory]
    [InlineData("70000", "70000")]
    [InlineData("1.5", "1.5")]
    [InlineData("\"2\"", "\"2\"")]
    [InlineData("{}", "missing")]
    public void A_stride_is_a_number_in_range(string stride, string found) => Assert.Equal(
        [$"p.attention.json(2,1): AG0005 '{stride}': 'stride' must be a whole number from 1 to 65536, but it is {found}"], Json($"\"dilation\":\n{stride}"));

    [Fact]
    public void Layers_and_heads_are_there()
    {
        Assert.Equal(
            [
                "Test.cs(4,21): AG0010 '\"0..1\"': There is no layer 1: the pattern has layers 0 to 0",
                "Test.cs(5,22): AG0010 '\"3,1\"': There is no head 3: the pattern has heads 0 to 1",
            ],
            Broken.Attributes("[AttentionPattern(1, 2, 8)]\n[Window(8, Layers = \"0..1\")]\n[Dilation(2, Heads = \"3,1\")]\nsealed partial class P;"));
        Assert.Equal(["p.attention.json(2,11): AG0010 '2': There is no layer 2: the pattern has layers 0 to 1"], Json("\"dilation\": { \"stride\": 2,\n\"layers\": 2 }"));
        Assert.Equal(["p.attention.json(2,10): AG0010 '-1': There is no head -1: the pattern has heads 0 to 1"], Json("\"dilation\": { \"stride\": 2,\n\"heads\": -1 }"));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"all\"")]
    [InlineData("\"1..0\"")]
    [InlineData("\"0..1..1\"")]
    [InlineData("\"0-1\"")]
    [InlineData("\"0,\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"99999999999\"")]
    public void Sets_are_numbers_and_ranges(string set)
    {
        var message = $"{set} is not a set. Write numbers and ranges, such as \"0..3,7\".";
        Assert.Equal(
            [$"Test.cs(5,23): AG0011 '{set}': {message}"],
            Broken.Attributes($"[AttentionPattern(2, 2, 8)]\n[Window(8)]\n[Dilation(2, Layers = {set})]\nsealed partial class P;"));
        Assert.Equal([$"p.attention.json(2,11): AG0011 '{set}': {message}"], Json($"\"dilation\": {{ \"stride\": 2,\n\"layers\": {set} }}"));
    }

    [Theory]
    [InlineData("[0, 1]", "a list")]
    [InlineData("0.5", "0.5")]
    [InlineData("null", "null")]
    public void Sets_are_no_other_values(string set, string found) => Assert.Equal(
        [$"p.attention.json(2,10): AG0011 '{set}': {found} is not a set. Write numbers and ranges, such as \"0..3,7\"."],
        Json($"\"dilation\": {{ \"stride\": 2,\n\"heads\": {set} }}"));

    private static IEnumerable<string> Json(string property) =>
        Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4, " + property + " }");
}
