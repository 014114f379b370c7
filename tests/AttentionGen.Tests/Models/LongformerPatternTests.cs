using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models;

/// <summary>A pattern that is not the configuration's is refused when the model is made.</summary>
public class LongformerPatternTests
{
    private static readonly PatternCard Card = CardPattern.For(TinyLongformer.Config).Card;

    [Fact]
    public void OtherLayersAreRefused() => Refused(Card with { Layers = 3 }, "layers 3", "num_hidden_layers is 2");

    [Fact]
    public void OtherHeadsAreRefused() => Refused(Card with { Heads = 4 }, "heads 4", "num_attention_heads is 2");

    [Fact]
    public void AnotherHeadSizeIsRefused() => Refused(Card with { HeadSize = 16 }, "head size 16", "is 4");

    [Fact]
    public void ACausalPatternIsRefused() => Refused(Card with { Causal = true }, "causal");

    [Fact]
    public void AnotherWindowIsRefused() => Refused(
        Card with { Bands = [Card.Bands[0], [new Band(1, 1), new Band(1, 0)]] },
        "1 keys before and 0 after in layer 1, head 1", "attention_window of 2");

    private static void Refused(PatternCard card, params string[] parts)
    {
        var error = Assert.Throws<ArgumentException>(() => new LongformerModel(TinyLongformer.Config, new CardPattern(card)));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}
