using System.Text;
using AttentionGen.CheckpointFuzz.Files;

namespace AttentionGen.CheckpointFuzz;

/// <summary>Small sound checkpoints of every kind that is read.</summary>
public static class Seeds
{
    private const string Embedding = """ "embedding.weight": {"dtype": "F32", "shape": [4, 3], "data_offsets": [0, 48]} """;
    private const string Rest =
        """
        "dense.weight": {"dtype": "F16", "shape": [3, 3], "data_offsets": [0, 18]}, "dense.bias": {"dtype": "BF16", "shape": [3], "data_offsets": [18, 24]},
        "embeddings.position_ids": {"dtype": "I64", "shape": [1, 2], "data_offsets": [24, 40]}, "scale": {"dtype": "F64", "shape": [], "data_offsets": [40, 48]},
        "none": {"dtype": "F32", "shape": [0, 7], "data_offsets": [48, 48]}
        """;

    /// <summary>The tensors of the zips: contiguous, at an offset, transposed, tied, a parameter, in half precision.</summary>
    public static readonly IReadOnlyList<StoredView> Views =
    [
        new("embedding.weight", "FloatStorage", "0", 12, [4, 3]),
        new("decoder.weight", "FloatStorage", "0", 12, [4, 3], IsParameter: true),
        new("transposed", "FloatStorage", "0", 12, [3, 2], [1, 3], Offset: 3),
        new("dense.weight", "HalfStorage", "1", 9, [3, 3]),
        new("dense.bias", "BFloat16Storage", "2", 3, [3]),
        new("embeddings.position_ids", "LongStorage", "3", 300, [1, 300]),
        new("scale", "DoubleStorage", "4", 1, []),
        new("none", "FloatStorage", "5", 0, [0, 7]),
    ];

    /// <summary>The storages of <see cref="Views"/>.</summary>
    public static readonly IReadOnlyDictionary<string, byte[]> Storages = new Dictionary<string, byte[]>
    {
        ["0"] = Bytes(48), ["1"] = Bytes(18), ["2"] = Bytes(6), ["3"] = Bytes(2400), ["4"] = Bytes(8), ["5"] = [],
    };

    /// <summary>The checkpoints: each a folder of files.</summary>
    public static readonly IReadOnlyList<FuzzFolder> All =
    [
        new("safetensors", new() { ["model.safetensors"] = Safetensors() }),
        new("sharded safetensors", new()
        {
            ["model.safetensors.index.json"] = Index("safetensors", ["embedding.weight"], ["dense.weight", "dense.bias", "embeddings.position_ids", "scale", "none"]),
            ["model-1.safetensors"] = SafetensorsBytes.Write($"{{{Embedding}}}", 48),
            ["model-2.safetensors"] = SafetensorsBytes.Write($"{{{Rest}}}", 48),
        }),
        new("bin", new() { ["pytorch_model.bin"] = TorchBin.Write(Views, Storages) }),
        new("bin without 64-bit parts", new() { ["pytorch_model.bin"] = TorchBin.Write(Views, Storages, wide: false) }),
        new("sharded bin", new()
        {
            ["pytorch_model.bin.index.json"] = Index("bin", ["embedding.weight", "transposed"], ["dense.weight"]),
            ["model-1.bin"] = TorchBin.Write([Views[0], Views[2]], Some("0")),
            ["model-2.bin"] = TorchBin.Write([Views[3]], Some("1")),
        }),
    ];

    private static byte[] Safetensors() => SafetensorsBytes.Write(
        """
        {"__metadata__": {"format": "pt"}, "embedding.weight": {"dtype": "F32", "shape": [4, 3], "data_offsets": [0, 48]},
        "dense.weight": {"dtype": "F16", "shape": [3, 3], "data_offsets": [48, 66]}, "dense.bias": {"dtype": "BF16", "shape": [3], "data_offsets": [66, 72]},
        "mask": {"dtype": "BOOL", "shape": [2, 4], "data_offsets": [72, 80]}, "none": {"dtype": "U8", "shape": [3, 0], "data_offsets": [80, 80]},
        "scale": {"dtype": "F64", "shape": [], "data_offsets": [80, 88]}, "embeddings.position_ids": {"dtype": "I64", "shape": [1, 2], "data_offsets": [88, 104]}}
        """, 104);

    private static byte[] Index(string extension, params string[][] shards) => Encoding.UTF8.GetBytes(
        "{\"metadata\": {\"total_size\": 96}, \"weight_map\": {"
        + string.Join(", ", shards.SelectMany((names, i) => names.Select(name => $"\"{name}\": \"model-{i + 1}.{extension}\""))) + "}}");

    private static Dictionary<string, byte[]> Some(string key) => new() { [key] = Storages[key] };

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i % 60))];
}
