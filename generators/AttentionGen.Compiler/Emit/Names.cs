using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit;

/// <summary>Names in generated code. Types are written in full, so that a user's own Tensor or torch cannot get in the way.</summary>
internal static class Names
{
    public const string Torch = "global::TorchSharp.torch";
    public const string Tensor = Torch + ".Tensor";
    public const string Library = "global::AttentionGen";
    public const string Kernels = Library + ".Kernels";
    public const string Masks = Library + ".AttentionMasks";

    /// <summary>The method that computes a band: Band256x256, Band64x0Stride2.</summary>
    public static string Of(BandTerm band) =>
        $"Band{band.Before}x{band.After}" + (band.Stride == 1 ? "" : $"Stride{band.Stride}");

    /// <summary>The method that computes layers of mixed heads: Layers0To5And7.</summary>
    public static string Of(LayerForm form) =>
        "Layers" + string.Join("And", Ranges.Runs(form.Layers).Select(r => r.Count == 1 ? $"{r.First}" : $"{r.First}To{r.First + r.Count - 1}"));

    /// <summary>A C# pattern that matches these layers.</summary>
    public static string PatternOf(IEnumerable<int> layers) =>
        string.Join(" or ", Ranges.Runs(layers).Select(r => r.Count == 1 ? $"{r.First}" : $"(>= {r.First} and <= {r.First + r.Count - 1})"));

    public static string Bool(bool value) => value ? "true" : "false";
}
