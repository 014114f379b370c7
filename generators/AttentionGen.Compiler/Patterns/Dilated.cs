using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>Dilation: 2, or { "stride": 2, "layers": "6..7", "heads": "0,1" }, or a list of such objects.</summary>
internal sealed class Dilated : PatternKind
{
    private const int MaxStride = 1 << 16;

    public override string Property => "dilation";

    public override string Attribute => "DilationAttribute";

    public override string Schema =>
        """
        {
          "description": "Distance between neighbouring keys in tokens; 1 is no dilation. The number of keys stays the same.",
          "oneOf": [
            { "type": "integer", "minimum": 1 },
            { "$ref": "#/definitions/dilation" },
            { "type": "array", "items": { "$ref": "#/definitions/dilation" } }
          ]
        }
        """;

    public override void Read(DeclaredValue value, SpecBuilder spec)
    {
        foreach (var item in value is DeclaredList list ? list.Items : new[] { value }.ToEquatableArray())
            ReadEntry(item, spec);
    }

    private static void ReadEntry(DeclaredValue value, SpecBuilder spec)
    {
        var entry = value as DeclaredObject;
        if (entry is not null)
            Properties.RefuseUnknown(entry, "a dilation", ["stride", "layers", "heads"], spec.Problems);
        var scope = spec.Scope(entry).ToList();
        if (Stride(entry is null ? value : entry["stride"], value, spec) is not { } stride)
            return;
        foreach (var (layer, head) in scope)
            spec.SetStride(layer, head, stride);
    }

    /// <summary>A distance between keys, or null with a problem added.</summary>
    public static int? Stride(DeclaredValue? declared, DeclaredValue owner, SpecBuilder spec)
    {
        if (declared is DeclaredNumber { Whole: >= 1 and <= MaxStride and var stride })
            return stride;
        if (declared is DeclaredNumber { Whole: < 1 })
            spec.Report(declared.Span, Rules.InvalidStride, declared.Text);
        else
            spec.Report((declared ?? owner).Span, Rules.InvalidValue, "stride", $"a whole number from 1 to {MaxStride}", declared?.Text ?? "missing");
        return null;
    }
}
