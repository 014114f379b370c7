using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Conversion;

/// <summary>The tensors of a RoBERTa, checked against its configuration, and what becomes of each.</summary>
internal sealed class RobertaTensors
{
    private const string OldPrefix = "roberta.", NewPrefix = "longformer.", Table = "embeddings.position_embeddings.weight";

    /// <summary>Buffers of old checkpoints that hold no weights: they are computed today.</summary>
    private static readonly string[] s_stale = ["embeddings.position_ids", "embeddings.token_type_ids"];

    /// <summary>What the encoder stands behind; nothing in the checkpoint of a base model, which then has no head.</summary>
    private readonly string _prefix;

    private readonly Checkpoint _file;
    private readonly RobertaConfig _config;

    /// <summary>Checks names, shapes and types.</summary>
    /// <exception cref="CheckpointException">The checkpoint does not fit the configuration; all that is wrong is listed.</exception>
    public RobertaTensors(Checkpoint file, RobertaConfig config)
    {
        (_file, _config) = (file, config);
        _prefix = file.Names.Any(name => name.StartsWith(OldPrefix, StringComparison.Ordinal)) ? OldPrefix : "";
        var encoder = RobertaShapes.Encoder(config).ToDictionary(s => _prefix + s.Name, s => s.Shape);
        var problems = new List<string>();
        List("missing", encoder.Keys.Where(name => !file.Contains(name)));
        List("unknown", file.Names.Where(name => name.StartsWith(_prefix, StringComparison.Ordinal) && !encoder.ContainsKey(name) && !IsPooler(name) && !IsStale(name)));
        List("of another shape", encoder.Where(s => file.Contains(s.Key) && !s.Value.SequenceEqual(file.Shape(s.Key)))
            .Select(s => $"{s.Key} ({string.Join(", ", file.Shape(s.Key))} in the file, {string.Join(", ", s.Value)} by config.json)"));
        List("no floating-point numbers", encoder.Keys.Where(name => file.Contains(name) && !is_floating_point(file.Dtype(name))));
        if (problems.Count > 0)
            throw new CheckpointException($"{file.Path} is not the RoBERTa that config.json describes. Nothing was written.{string.Concat(problems)}");

        void List(string what, IEnumerable<string> names)
        {
            var found = names.Order(StringComparer.Ordinal).ToArray();
            if (found.Length > 0)
                problems.Add($"\n{found.Length} {what}: {string.Join(", ", found)}");
        }
    }

    /// <summary>The Longformer's tensors, by name. The caller's dispose scope frees them.</summary>
    public Dictionary<string, Tensor> Convert(int maxLength)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var name in _file.Names.Where(name => !IsStale(name)))
        {
            var tensor = _file.Load(name);
            var renamed = _prefix.Length > 0 && name.StartsWith(_prefix, StringComparison.Ordinal) ? NewPrefix + name[_prefix.Length..] : name;
            tensors[renamed] = name == _prefix + Table ? PositionTable.Repeat(tensor, _config.Reserved, maxLength) : tensor;
            // One tensor under two names is written twice: copies that training moves apart.
            if (GlobalName(renamed) is { } global)
                tensors[global] = tensor;
        }
        return tensors;
    }

    /// <summary>The global twin of a query, key or value projection's tensor; null for all others.</summary>
    private static string? GlobalName(string name)
    {
        var parts = name.Split('.'); // ..., attention, self, query, weight
        return parts is [.., "attention", "self", "query" or "key" or "value", "weight" or "bias"]
            ? string.Join('.', [.. parts[..^2], parts[^2] + "_global", parts[^1]])
            : null;
    }

    private bool IsPooler(string name) => name.StartsWith(_prefix + "pooler.", StringComparison.Ordinal);

    private bool IsStale(string name) => s_stale.Any(stale => name == _prefix + stale);
}
