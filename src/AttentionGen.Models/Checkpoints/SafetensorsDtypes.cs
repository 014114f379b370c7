using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>The element types that safetensors files and libtorch have in common.</summary>
internal static class SafetensorsDtypes
{
    private static readonly (string Name, ScalarType Dtype, int Size)[] All =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>The names, for messages.</summary>
    public static string Known => string.Join(", ", All.Select(d => d.Name));

    /// <summary>The type of that name; null when it is unknown.</summary>
    public static ScalarType? Parse(string? name)
    {
        foreach (var dtype in All)
        {
            if (dtype.Name == name)
                return dtype.Dtype;
        }
        return null;
    }

    /// <summary>The name of that type; null when the format has none for it.</summary>
    public static string? NameOf(ScalarType type) => All.FirstOrDefault(d => d.Dtype == type).Name;

    /// <summary>Bytes per element.</summary>
    public static int SizeOf(ScalarType type) => All.First(d => d.Dtype == type).Size;
}
