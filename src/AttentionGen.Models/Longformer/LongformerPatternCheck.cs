namespace AttentionGen.Models.Longformer;

/// <summary>Refuses a pattern that does not compute what a configuration says.</summary>
internal static class LongformerPatternCheck
{
    public static void Require(EncoderShape shape, PatternCard card)
    {
        var (layers, heads, hidden) = (shape.Layers.Value, shape.Heads.Value, shape.Hidden.Value);
        Require(card, "layers", card.Layers, shape.Layers.Key, layers);
        Require(card, "heads", card.Heads, shape.Heads.Key, heads);
        if (hidden % heads != 0)
            throw new ArgumentException($"{shape.Hidden.Key} {hidden} is no multiple of {shape.Heads.Key} {heads}.");
        Require(card, "head size", card.HeadSize, $"{shape.Hidden.Key} / {shape.Heads.Key}", hidden / heads);
        if (shape.Windows.Count != 1 && shape.Windows.Count != layers)
            throw new ArgumentException($"attention_window has {shape.Windows.Count} values for {layers} layers. Give one, or one per layer.");
        if (card.Causal)
            throw new ArgumentException($"{card.Name} is causal, but {shape.Model} reads to both sides. Declare the pattern without causal.");
        for (var layer = 0; layer < layers; layer++)
        {
            var window = shape.WindowOf(layer);
            for (var head = 0; head < heads; head++)
            {
                if (card.Bands[layer][head] is not { } band)
                    throw new ArgumentException($"{card.Name} reads more than a window in layer {layer}, head {head}, but the configuration's attention_window of {window} is all that {shape.Model} reads there.");
                if (card.GlobalsOf(layer, head) is not (GlobalUse.Separate or GlobalUse.None) || (card.Global && card.GlobalsOf(layer, head) == GlobalUse.None))
                    throw new ArgumentException($"{card.Name} treats global tokens as {card.GlobalsOf(layer, head)} in layer {layer}, head {head}, but the global tokens of {shape.Model} read and are read, with projections of their own.");
                if (window % 2 != 0 || band.Before != window / 2 || band.After != window / 2)
                    throw new ArgumentException($"{card.Name} reads {band.Before} keys before and {band.After} after in layer {layer}, head {head}, but the configuration's attention_window of {window} means {window / 2} to each side. Declare the pattern with window {window} for layer {layer}.");
            }
        }
    }

    private static void Require(PatternCard card, string what, int has, string key, int needed)
    {
        if (has != needed)
            throw new ArgumentException($"{card.Name} has {what} {has}, but the configuration's {key} is {needed}. Declare the pattern with the model's numbers.");
    }
}
