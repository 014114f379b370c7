namespace AttentionGen.Models.Conversion;

/// <summary>Names and shapes of the tensors of common layers.</summary>
internal static class TensorShapes
{
    /// <summary>A linear layer's.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Linear(string name, long from, long to) => [(name + ".weight", [to, from]), (name + ".bias", [to])];

    /// <summary>A norm's.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Norm(string name, long size) => [(name + ".weight", [size]), (name + ".bias", [size])];
}
