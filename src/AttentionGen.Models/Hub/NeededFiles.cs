using System.Text.Json;
using System.Text.RegularExpressions;

namespace AttentionGen.Models.Hub;

/// <summary>Which files of a repository a model needs.</summary>
internal static partial class NeededFiles
{
    private const string Config = "config.json";

    /// <summary>Configuration and tokenizer; all but the first are taken where they are.</summary>
    private static readonly string[] s_plain =
    [
        Config, "generation_config.json", "tokenizer.json", "vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
    ];

    /// <summary>Weights, the best form first.</summary>
    private static readonly string[] s_weights =
    [
        "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json",
    ];

    /// <summary>The files to load, the weights last: one file, or the index of several.</summary>
    /// <exception cref="HubException">The repository holds no model.</exception>
    public static IReadOnlyList<string> Of(RepositoryName name, HubListing listing)
    {
        var weights = s_weights.FirstOrDefault(listing.Entries.ContainsKey);
        if (weights is null || !listing.Entries.ContainsKey(Config))
            throw new HubException($"{name} at {listing.Commit} holds no {(weights is null ? string.Join(", ", s_weights) : Config)}: it is no model that can be loaded here.");
        return [.. s_plain.Where(listing.Entries.ContainsKey), weights];
    }

    /// <summary>Whether the file is an index of weights.</summary>
    public static bool IsIndex(string file) => file.EndsWith(".index.json", StringComparison.Ordinal);

    /// <summary>The files that an index names.</summary>
    /// <param name="path">The index.</param>
    /// <param name="listing">The repository, which must hold them.</param>
    /// <exception cref="HubException">It is no index, or names what must not be loaded.</exception>
    public static IReadOnlyList<string> Shards(string path, HubListing listing)
    {
        var ending = Path.GetFileName(path).Contains(".safetensors", StringComparison.Ordinal) ? ".safetensors" : ".bin";
        var names = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var tensor in document.RootElement.GetProperty("weight_map").EnumerateObject())
            {
                var name = tensor.Value.GetString() ?? "";
                if (!Shard().IsMatch(name) || !name.EndsWith(ending, StringComparison.Ordinal))
                    throw Refuse($"\"{Printable.Of(tensor.Name)}\" stands in \"{Printable.Of(name)}\", which must be the plain name of a {ending} file");
                if (!listing.Entries.ContainsKey(name))
                    throw Refuse($"\"{Printable.Of(tensor.Name)}\" stands in {name}, which the repository does not hold");
                names.Add(name);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Refuse(Printable.Of(e.Message), e);
        }
        return [.. names];

        HubException Refuse(string what, Exception? cause = null) => new($"{path} is no index of weights: {what}. The repository cannot be loaded.", cause);
    }

    // No separators, drives or leading dots: the name becomes a path.
    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]{0,199}\z")]
    private static partial Regex Shard();
}
