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
        TensorCheck.Require(file, "RoBERTa", encoder, new Dictionary<string, long[]>(), name =>
            name.StartsWith(_prefix, StringComparison.Ordinal) && !IsPooler(name) && !IsStale(name));
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
