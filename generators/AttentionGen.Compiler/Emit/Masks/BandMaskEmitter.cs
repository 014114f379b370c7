using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Masks;

/// <summary>The builder of the masks of all bands.</summary>
internal static class BandMaskEmitter
{
    public static void Emit(PatternSpec spec, CodeWriter code)
    {
        code.Line();
        code.Line($"// (chunks, 1, chunk, keys{(spec.Global ? " + globals" : "")}): true where the query reads the key. Built once per batch and band.");
        using (code.Open($"private static {Names.Tensor} BandMask({Names.Masks} masks, {Names.Kernels}.BandTiles tiles)"))
        {
            code.Line($"return masks.GetOrBuild((typeof({Names.Class(spec)}), tiles), () =>");
            EmitBuilder(spec, code);
            code.Append(");");
        }
    }

    private static void EmitBuilder(PatternSpec spec, CodeWriter code)
    {
        using (code.Block())
        {
            code.Line($"var mask = {Names.Kernels}.BandMasks.Present(masks, tiles) & {Names.Kernels}.BandMasks.InBand(tiles, masks.Device){(spec.Segments ? $" & {Names.Kernels}.BandMasks.SameSegment(masks, tiles)" : "")};");
            if (spec.Global)
            {
                code.Line("if (masks.MaxGlobals > 0)");
                using (code.Block())
                {
                    code.Line($"var columns = {Names.Kernels}.BandMasks.GlobalColumns(masks, tiles, {Names.Limits(spec)});");
                    code.Line($"mask = {Names.Torch}.cat(new[] {{ mask, columns.expand(-1, -1, tiles.Chunk, -1) }}, -1);");
                }
            }
            code.Line($"return {Names.Kernels}.BandMasks.KeepFinite(mask);");
        }
    }
}
