using System.Globalization;
using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit;

/// <summary>
/// Names in generated code. Types are reached through namespace aliases with "::", which sees aliases only:
/// a user's own Tensor, torch or Kernels cannot get in the way.
/// </summary>
internal static class Names
{
    public const string Aliases = "using AG = global::AttentionGen;\nusing TS = global::TorchSharp;";
    public const string Longformer = "AGL";
    public const string Torch = "TS::torch";
    public const string Tensor = Torch + ".Tensor";
    public const string Kernels = "AG::Kernels";
    public const string Vectors = Kernels + ".Vectors";
    public const string Masks = "AG::AttentionMasks";
    public const string Dropout = "AG::DropoutState";

    /// <summary>The method that computes a band: Band256x256, Band64x0Stride2, BandAllx0.</summary>
    public static string Of(BandTerm band) =>
        $"Band{Keys(band.Before)}x{Keys(band.After)}" + (band.Stride == 1 ? "" : $"Stride{band.Stride}");

    /// <summary>The keys to one side of a band.</summary>
    public static string Keys(int count) => count == BandTerm.Unbounded ? "All" : $"{count}";

    /// <summary>The method that computes layers of mixed heads: Layer6, Layers0To5And7.</summary>
    public static string Of(LayerForm form) => Of("Layer", form.Layers);

    /// <summary>The local variable with the result of a group of heads: head4, heads0And3.</summary>
    public static string Of(HeadGroup group) => Of("head", group.Heads);

    /// <summary>The method that takes heads which are no neighbours out of a tensor: Heads0And3.</summary>
    public static string TakeHeads(HeadGroup group) => Of("Head", group.Heads);

    /// <summary>A C# pattern that matches these layers.</summary>
    public static string PatternOf(IEnumerable<int> layers) =>
        string.Join(" or ", Ranges.Runs(layers).Select(r => (r.First, r.Count) switch
        {
            (_, 1) => $"{r.First}",
            (0, _) => $"<= {r.Count - 1}",
            _ => $">= {r.First} and <= {r.First + r.Count - 1}",
        }));

    /// <summary>"layer 3", "layers 0..5".</summary>
    public static string Some(string noun, IReadOnlyCollection<int> indices) => $"{noun}{(indices.Count == 1 ? "" : "s")} {Ranges.Write(indices)}";

    /// <summary>The class as code names it: lower-case names may be keywords, now or in a later C#.</summary>
    public static string Class(PatternSpec spec) => Escape(spec.Name);

    /// <summary>A name that may be a keyword.</summary>
    public static string Escape(string name) => name.All(c => c is >= 'a' and <= 'z') && !s_plain.Contains(name) ? "@" + name : name;

    /// <summary>An input or a local variable of a rule, as a field or variable that hides nothing.</summary>
    public static string Value(string name) => !char.IsLower(name[0]) || (name.StartsWith("blocks", StringComparison.Ordinal) && char.IsDigit(name[name.Length - 1]))
        ? "_" + name
        : Identifiers.IsKeyword(name) || s_contextual.Contains(name) ? "@" + name : name;

    /// <summary>The limits that hold for global tokens.</summary>
    public static string Limits(PatternSpec spec) =>
        $"new {Kernels}.Limits(Causal: {Bool(spec.Causal)}{(spec.Segments ? ", Segments: true" : "")})";

    /// <summary>A string literal, in ASCII.</summary>
    public static string Text(string text) =>
        "\"" + string.Concat(text.Select(c => c is '"' or '\\' ? "\\" + c : c is >= ' ' and <= '~' ? c.ToString() : "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture))) + "\"";

    /// <summary>A text on one line of XML documentation.</summary>
    public static string Documentation(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' ? ' ' : c)).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Trim();

    public static string Bool(bool value) => value ? "true" : "false";

    // Lower-case names that expressions use and that are no keywords.
    private static readonly string[] s_plain = ["query", "key", "length", "segment", "prefix"];

    // Words that mean something in expressions, beside keywords.
    private static readonly string[] s_contextual = ["and", "await", "field", "from", "is", "not", "or", "switch", "var", "when", "with"];

    private static string Of(string noun, IReadOnlyCollection<int> indices) =>
        noun + (indices.Count == 1 ? "" : "s") + string.Join("And", Ranges.Runs(indices).Select(r => r.Count == 1 ? $"{r.First}" : $"{r.First}To{r.First + r.Count - 1}"));
}
