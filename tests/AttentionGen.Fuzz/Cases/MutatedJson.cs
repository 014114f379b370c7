namespace AttentionGen.Fuzz.Cases;

/// <summary>*.attention.json files and Hugging Face configurations with one to four mutations.</summary>
public sealed class MutatedJson : ICaseSource
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public FuzzCase Next(Random random)
    {
        var (name, seed) = Seeds.All[random.Next(Seeds.All.Count)];
        var tokens = seed.ToList();
        for (var left = Math.Max(1, random.Next(-3, 5)); left > 0; left--)
            JsonMutations.Mutate(tokens, random);
        var text = string.Concat(tokens);
        return name == "config.json" ? new FuzzCase("config.json", text, "P") : new FuzzCase("p.attention.json", text);
    }
}
