namespace AttentionGen.Models.Longformer;

/// <summary>Refuses a pattern that does not compute what a configuration says.</summary>
internal static class LongformerPatternCheck
{
    public static void Require(LongformerConfig config, PatternCard card)
    {
        Require(card, "layers", card.Layers, "num_hidden_layers", config.NumHiddenLayers);
        Require(card, "heads", card.Heads, "num_attention_heads", config.NumAttentionHeads);
        if (config.HiddenSize % config.NumAttentionHeads != 0)
            throw new ArgumentException($"hidden_size {config.HiddenSize} is no multiple of num_attention_heads {config.NumAttentionHeads}.");
        Require(card, "head size", card.HeadSize, "hidden_size / num_attention_heads", config.HeadSize);
        if (config.AttentionWindow.Count != 1 && config.AttentionWindow.Count != config.NumHiddenLayers)
            throw new ArgumentException($"attention_window has {config.AttentionWindow.Count} values for {config.NumHiddenLayers} layers. Give one, or one per layer.");
        if (card.Causal)
            throw new ArgumentException($"{card.Name} is causal, but a Longformer reads to both sides. Declare the pattern without causal.");
        for (var layer = 0; layer < config.NumHiddenLayers; layer++)
        {
            var window = config.WindowOf(layer);
            for (var head = 0; head < config.NumAttentionHeads; head++)
            {
                if (card.Bands[layer][head] is not { } band)
                    throw new ArgumentException($"{card.Name} reads more than a window in layer {layer}, head {head}, but the configuration's attention_window of {window} is all that a Longformer reads there.");
                if (card.GlobalsOf(layer, head) is not (GlobalUse.Separate or GlobalUse.None) || (card.Global && card.GlobalsOf(layer, head) == GlobalUse.None))
                    throw new ArgumentException($"{card.Name} treats global tokens as {card.GlobalsOf(layer, head)} in layer {layer}, head {head}, but a Longformer's global tokens read and are read, with projections of their own.");
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
