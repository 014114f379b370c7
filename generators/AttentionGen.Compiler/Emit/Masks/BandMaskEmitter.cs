using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Masks;

/// <summary>The mask of a band's tiles.</summary>
internal static class BandMaskEmitter
{
    public static void Emit(BandPlan plan, PatternSpec spec, CodeWriter code)
    {
        var name = Names.Of(plan.Band);
        code.Line();
        code.Line($"// (chunks, 1, {plan.Chunk}, {plan.Band.Before + plan.Chunk + plan.Band.After}{(spec.Global ? " + globals" : "")}): true where the query reads the key.");
        using (code.Open($"private static {Names.Tensor} {name}Mask({Names.Masks} masks)"))
        {
            code.Line($"var tiles = {name}Tiles(masks);");
            code.Line($"var present = tiles.Windows({Names.Kernels}.BandMasks.LocalKeys(masks)).unsqueeze(1).unsqueeze(1);");
            code.Line($"var mask = present & {Names.Kernels}.BandMasks.InBand(tiles, masks.Device);");
            if (spec.Global)
            {
                code.Line("if (masks.MaxGlobals > 0)");
                using (code.Block())
                {
                    code.Line($"var columns = {Names.Kernels}.BandMasks.GlobalColumns(masks, tiles, causal: {Names.Bool(spec.Causal)});");
                    code.Line($"mask = {Names.Torch}.cat(new[] {{ mask, columns.expand(-1, -1, tiles.Chunk, -1) }}, -1);");
                }
            }
            code.Line($"return {Names.Kernels}.BandMasks.KeepFinite(mask);");
        }
    }
}
