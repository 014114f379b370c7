using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Conversion;

/// <summary>The tensors of a BART, checked against its configuration, and what becomes of each.</summary>
internal sealed class BartTensors
{
    private const string OldPrefix = "model.", NewPrefix = "led.", Head = "lm_head.weight", Bias = "final_logits_bias";

    private static readonly Dictionary<string, string> s_projections = new() { ["q_proj"] = "query", ["k_proj"] = "key", ["v_proj"] = "value" };

    /// <summary>Last parts of the names of buffers in old checkpoints that hold no weights.</summary>
    private static readonly string[] s_stale = ["position_ids", "version", "_float_tensor"];

    /// <summary>What the model stands behind; nothing in the checkpoint of a base model, which then has no head.</summary>
    private readonly string _prefix;

    /// <summary>The words' table; in a checkpoint without it, the first of its copies.</summary>
    private readonly string _words;

    private readonly Checkpoint _file;
    private readonly BartConfig _config;

    /// <summary>Checks names, shapes and types, and that copies of the words' table are copies.</summary>
    /// <exception cref="CheckpointException">The checkpoint does not fit the configuration; all that is wrong is listed.</exception>
    public BartTensors(Checkpoint file, BartConfig config)
    {
        (_file, _config) = (file, config);
        _prefix = config.HasHead || file.Names.Any(name => name.StartsWith(OldPrefix, StringComparison.Ordinal)) ? OldPrefix : "";
        string[] tied = [_prefix + BartShapes.Words, .. BartShapes.Copies.Select(name => _prefix + name), Head];
        _words = tied.FirstOrDefault(file.Contains, tied[0]);
        var needed = BartShapes.Model(config).Select(s => (Name: _prefix + s.Name, s.Shape)).Concat(config.Head()).ToDictionary(s => s.Name, s => s.Shape);
        long[] words = [config.VocabSize, config.Width];
        needed[_words] = words;
        var optional = tied.Except([_words]).ToDictionary(name => name, _ => words);
        if (config.HasLogitsBias)
            optional[Bias] = [1, config.VocabSize];
        TensorCheck.Require(file, "BART", needed, optional, name => (config.HasHead || name.StartsWith(_prefix, StringComparison.Ordinal)) && !IsStale(name));
        if (tied.FirstOrDefault(name => file.Contains(name) && !file.AreEqual(_words, name)) is { } other)
            throw new CheckpointException($"{file.Path}: {other} differs from {_words}, but a LED has one table of words for both. Nothing was written.");
    }

    /// <summary>The LED's tensors, by name. The caller's dispose scope frees them.</summary>
    public Dictionary<string, Tensor> Convert(int maxLength)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var name in _file.Names.Where(name => !IsStale(name)))
        {
            var tensor = _file.Load(name);
            if (!name.StartsWith(_prefix, StringComparison.Ordinal))
            {
                tensors[name] = tensor;
                continue;
            }
            // One tensor under two names is written twice: copies that training moves apart.
            foreach (var renamed in Renamed(name[_prefix.Length..]))
                tensors[New(renamed)] = WithoutOffset(renamed, tensor, maxLength);
        }
        if (!tensors.ContainsKey(New(BartShapes.Words)))
            tensors[New(BartShapes.Words)] = _file.Load(_words);
        if (_config.HasLogitsBias && !tensors.ContainsKey(Bias))
            tensors[Bias] = zeros(1, _config.VocabSize, _file.Dtype(_words)); // what Hugging Face's class takes a missing one for
        return tensors;
    }

    private string New(string name) => _prefix.Length > 0 ? NewPrefix + name : name;

    /// <summary>The names that a tensor has in a LED: the encoder's projections have two.</summary>
    private static string[] Renamed(string name)
    {
        if (name.Split('.') is not ["encoder", "layers", var layer, "self_attn", var part, var kind])
            return [name];
        var attention = $"encoder.layers.{layer}.self_attn";
        return s_projections.TryGetValue(part, out var projection)
            ? [$"{attention}.longformer_self_attn.{projection}.{kind}", $"{attention}.longformer_self_attn.{projection}_global.{kind}"]
            : [$"{attention}.output.{kind}"];
    }

    /// <summary>Position tables without the rows before the first token's, the encoder's for the new length; any other tensor as it is.</summary>
    private static Tensor WithoutOffset(string name, Tensor tensor, int maxLength) => name switch
    {
        "encoder.embed_positions.weight" => PositionTable.Repeat(tensor[BartConfig.Offset..], 0, maxLength),
        "decoder.embed_positions.weight" => tensor[BartConfig.Offset..],
        _ => tensor,
    };

    private static bool IsStale(string name) => s_stale.Contains(name[(name.LastIndexOf('.') + 1)..]);
}
