using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0006, AG0007, AG0008, AG0014, AG0018.</summary>
public class WindowProblems
{
    private const string NotEven = "A window is an even, positive total, half of it to each side, but this one is ";

    [Theory]
    [InlineData("7", NotEven + "7. Use 6 or 8, or say 'before' and 'after'.")]
    [InlineData("1", NotEven + "1. Use 2, or say 'before' and 'after'.")]
    [InlineData("0", NotEven + "0. Use 2 or more.")]
    [InlineData("-4", NotEven + "-4. Use 2 or more.")]
    public void A_total_is_even_and_positive(string total, string message)
    {
        Assert.Equal([$"Test.cs(4,9): AG0006 '{total}': {message}"], Broken.Attributes($"[AttentionPattern(2, 2, 8)]\n[Window({total})]\nsealed partial class P;"));
        Assert.Equal(
            [$"p.attention.json(2,13): AG0006 '{total}': {message}"],
            Broken.Json($"{{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n  \"window\": {total} }}"));
    }

    [Fact]
    public void Each_wrong_total_of_a_list_is_reported_at_its_place()
    {
        string[] messages = [NotEven + "3. Use 2 or 4, or say 'before' and 'after'.", NotEven + "0. Use 2 or more."];
        Assert.Equal(
            [$"Test.cs(4,9): AG0006 '3': {messages[0]}", $"Test.cs(4,15): AG0006 '0': {messages[1]}"],
            Broken.Attributes("[AttentionPattern(3, 2, 8)]\n[Window(3, 4, 0)]\nsealed partial class P;"));
        Assert.Equal(
            [$"Test.cs(4,22): AG0006 '3': {messages[0]}", $"Test.cs(4,28): AG0006 '0': {messages[1]}"],
            Broken.Attributes("[AttentionPattern(3, 2, 8)]\n[Window(total: new[]{3, 4, 0})]\nsealed partial class P;"));
        Assert.Equal(
            [$"p.attention.json(3,4): AG0006 '3': {messages[0]}", $"p.attention.json(4,7): AG0006 '0': {messages[1]}"],
            Broken.Json("{ \"name\": \"P\", \"layers\": 3, \"heads\": 2, \"headSize\": 8, \"window\":\n\n  [3,\n   4, 0] }"));
    }

    [Theory]
    [InlineData("5.5")]
    [InlineData("\"8\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("33554434")]
    [InlineData("1e999")]
    public void A_total_is_a_number_in_range(string total) => Assert.Equal(
        [$"p.attention.json(2,11): AG0005 '{total}': 'window' must be an even number from 2 to 33554432, but it is {total}"],
        Broken.Json($"{{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": {total} }}"));

    [Fact]
    public void A_causal_pattern_has_no_total()
    {
        const string Message = "A causal pattern reads no later key, so the total 512 is ambiguous: say 'before' 256 for its earlier half, or 'before' 512 for as many keys";
        Assert.Equal([$"Test.cs(4,9): AG0007 '512': {Message}"], Broken.Attributes("[AttentionPattern(2, 2, 8, Causal = true)]\n[Window(512)]\nsealed partial class P;"));
        Assert.Equal(
            [$"p.attention.json(2,11): AG0007 '512': {Message}"],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"causal\": true,\n\"window\": 512 }"));
    }

    [Fact]
    public void A_causal_pattern_reads_nothing_after()
    {
        const string Message = "A causal pattern reads no later key, so 'after' must be 0 or left out";
        Assert.Equal(
            [$"Test.cs(4,29): AG0007 '3': {Message}"],
            Broken.Attributes("[AttentionPattern(2, 2, 8, Causal = true)]\n[Window(Before = 4, After = 3)]\nsealed partial class P;"));
        Assert.Equal(
            [$"p.attention.json(2,35): AG0007 '[0, 3]': {Message}"],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"causal\": true,\n\"window\": { \"before\": 4, \"after\": [0, 3] } }"));
    }

    [Fact]
    public void A_list_has_a_value_for_each_layer()
    {
        Assert.Equal(
            ["Test.cs(4,9): AG0008 '4, 8, 64': 'window' lists 3 values, but the pattern has 12 layers"],
            Broken.Attributes("[AttentionPattern(12, 2, 8)]\n[Window(4, 8, 64)]\nsealed partial class P;"));
        Assert.Equal(
            ["Test.cs(4,9): AG0008 'new[] { 4 }': 'window' lists 1 values, but the pattern has 12 layers"],
            Broken.Attributes("[AttentionPattern(12, 2, 8)]\n[Window(new[] { 4 })]\nsealed partial class P;"));
        Assert.Equal(
            ["p.attention.json(2,11): AG0008 '[4]': 'window' lists 1 values, but the pattern has 2 layers"],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": [4] }"));
        Assert.Equal(
            ["p.attention.json(2,11): AG0008 '[]': 'window' lists 0 values, but the pattern has 2 layers"],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": [] }"));
        Assert.Equal(
            [
                "p.attention.json(2,25): AG0008 '[1, 2, 3]': 'before' lists 3 values, but the pattern has 2 layers",
                "p.attention.json(3,10): AG0008 '[1,2,3,4]': 'after' lists 4 values, but the pattern has 2 layers",
            ],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": [ { \"before\": [1, 2, 3],\n\"after\": [1,2,3,4] } ] }"));
    }

    [Fact]
    public void Every_head_has_a_window()
    {
        Assert.Equal(
            ["Test.cs(5,22): AG0014 'P': Layer 1, head 0 reads nothing: no window and no other kind of pattern applies to it. Add one, such as [Window(512)]."],
            Broken.Attributes("[AttentionPattern(2, 2, 8)]\n[Window(8, Layers = \"0\")]\nsealed partial class P;"));
        Assert.Equal(
            ["Test.cs(4,22): AG0014 'P': Layer 0, head 0 reads nothing: no window and no other kind of pattern applies to it. Add one, such as [Window(Before = 512)]."],
            Broken.Attributes("[AttentionPattern(2, 2, 8, Causal = true)]\nsealed partial class P;"));
        Assert.Equal(
            ["p.attention.json(1,11): AG0014 '\"P\"': Layer 0, head 1 reads nothing: no window and no other kind of pattern applies to it. Add one, such as \"window\": 512."],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": { \"total\": 8, \"heads\": 0 } }"));
        Assert.Equal(
            ["p.attention.json(1,11): AG0014 '\"P\"': Layer 0, head 0 reads nothing: no window and no other kind of pattern applies to it. Add one, such as \"window\": { \"before\": 512 }."],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"causal\": true }"));
    }

    [Fact]
    public void A_window_is_said_once()
    {
        const string Message = "A window is either a total or 'before' and 'after', not both. Remove the total or 'after'.";
        Assert.Equal([$"Test.cs(4,20): AG0018 '2': {Message}"], Broken.Attributes("[AttentionPattern(2, 2, 8)]\n[Window(8, After = 2)]\nsealed partial class P;"));
        Assert.Equal(
            [$"p.attention.json(2,34): AG0018 '2': {Message}"],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": { \"total\": 8, \"after\": 2 } }"));
    }

    [Fact]
    public void A_window_says_something()
    {
        const string Message = "'window' must be a total, or 'before' and 'after', but it is neither";
        Assert.Equal([$"Test.cs(4,2): AG0005 'Window': {Message}"], Broken.Attributes("[AttentionPattern(2, 2, 8)]\n[Window]\nsealed partial class P;"));
        Assert.Equal([$"p.attention.json(2,11): AG0005 '{{}}': {Message}"], Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": {} }"));
    }

    [Fact]
    public void A_side_is_a_number_of_keys()
    {
        Assert.Equal(
            ["Test.cs(4,18): AG0005 '-1': 'before' must be a whole number from 0 to 16777216, but it is -1"],
            Broken.Attributes("[AttentionPattern(2, 2, 8)]\n[Window(Before = -1)]\nsealed partial class P;"));
        Assert.Equal(
            ["p.attention.json(2,22): AG0005 '16777217': 'after' must be a whole number from 0 to 16777216, but it is 16777217"],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"window\": { \"after\": 16777217 } }"));
    }
}
