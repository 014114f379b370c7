using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>The element types that checkpoints and libtorch have in common.</summary>
internal static class TensorDtypes
{
    /// <summary>Safetensors' name, PyTorch's name of a storage of that type, bytes per element.</summary>
    private static readonly (string Name, string Storage, ScalarType Dtype, int Size)[] s_all =
    [
        ("F64", "DoubleStorage", ScalarType.Float64, 8),
        ("F32", "FloatStorage", ScalarType.Float32, 4),
        ("F16", "HalfStorage", ScalarType.Float16, 2),
        ("BF16", "BFloat16Storage", ScalarType.BFloat16, 2),
        ("I64", "LongStorage", ScalarType.Int64, 8),
        ("I32", "IntStorage", ScalarType.Int32, 4),
        ("I16", "ShortStorage", ScalarType.Int16, 2),
        ("I8", "CharStorage", ScalarType.Int8, 1),
        ("U8", "ByteStorage", ScalarType.Byte, 1),
        ("BOOL", "BoolStorage", ScalarType.Bool, 1),
    ];

    /// <summary>Safetensors' names, for messages.</summary>
    public static string Known => string.Join(", ", s_all.Select(d => d.Name));

    /// <summary>The type of safetensors' name; null when it is unknown.</summary>
    public static ScalarType? Parse(string? name) => Find(d => d.Name == name)?.Dtype;

    /// <summary>The type of PyTorch's storage of that name; null when it is unknown.</summary>
    public static ScalarType? OfStorage(string storage) => Find(d => d.Storage == storage)?.Dtype;

    /// <summary>Safetensors' name of that type; null when the format has none for it.</summary>
    public static string? NameOf(ScalarType type) => Find(d => d.Dtype == type)?.Name;

    /// <summary>Bytes per element.</summary>
    public static int SizeOf(ScalarType type) => Find(d => d.Dtype == type)!.Value.Size;

    private static (string Name, string Storage, ScalarType Dtype, int Size)? Find(Predicate<(string Name, string Storage, ScalarType Dtype, int Size)> match) =>
        Array.FindIndex(s_all, match) is >= 0 and var at ? s_all[at] : null;
}
