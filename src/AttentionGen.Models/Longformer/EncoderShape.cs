namespace AttentionGen.Models.Longformer;

/// <summary>What a pattern must agree with: each number under its name in config.json.</summary>
/// <param name="Model">Who reads this way, for messages: "a Longformer".</param>
/// <param name="Layers">Number of layers.</param>
/// <param name="Heads">Heads per layer.</param>
/// <param name="Hidden">Width of all heads together.</param>
/// <param name="Windows">Full, even windows: one for all layers, or one for each.</param>
internal sealed record EncoderShape(
    string Model, (string Key, int Value) Layers, (string Key, int Value) Heads, (string Key, int Value) Hidden, IReadOnlyList<int> Windows)
{
    public int WindowOf(int layer) => Windows.Count == 1 ? Windows[0] : Windows[layer];
}
