using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>A band: chunks of queries against windows of keys, one scaled_dot_product_attention for all of them.</summary>
internal static class BandEmitter
{
    public static void Emit(BandPlan plan, PatternSpec spec, CodeWriter code)
    {
        var band = plan.Band;
        var name = Names.Of(band);
        var unbounded = band.Before == BandTerm.Unbounded || band.After == BandTerm.Unbounded;
        var keys = unbounded ? "keys" : $"{band.Before + plan.Chunk + band.After}";
        var all = $"{keys}{(spec.Global ? " + globals" : "")}";
        code.Line();
        code.Line($"// {BandText.Of(band)}");
        code.Line($"private static {Names.Tensor} {name}(");
        using (code.Open($"    {Names.Tensor} q, {Names.Tensor} k, {Names.Tensor} v, {Names.Masks} masks, {Names.Dropout} dropout)"))
        {
            code.Line($"using var scope = {Names.Torch}.NewDisposeScope();");
            code.Line($"var tiles = {name}Tiles(masks); // smaller than below where the sequence is");
            code.Line($"var queries = tiles.Queries(q); // (chunks, {plan.Chunk}, heads, {spec.HeadSize})");
            code.Line($"var keys = tiles.Windows(k);    // (chunks, {keys}, heads, {spec.HeadSize}), a view");
            code.Line("var values = tiles.Windows(v);");
            if (spec.Global)
            {
                code.Line("if (masks.MaxGlobals > 0)");
                using (code.Block())
                {
                    code.Line($"keys = {Names.Kernels}.GlobalColumns.Append(keys, k, masks, tiles); // (chunks, {all}, heads, {spec.HeadSize})");
                    code.Line($"values = {Names.Kernels}.GlobalColumns.Append(values, v, masks, tiles);");
                }
            }
            code.Line($"var mask = BandMask(masks, tiles); // (chunks, 1, {plan.Chunk}, {all})");
            code.Line($"var context = {Names.Torch}.nn.functional.scaled_dot_product_attention(");
            code.Line("    queries.transpose(1, 2), keys.transpose(1, 2), values.transpose(1, 2), mask, dropout.Probability);");
            code.Line($"return tiles.Restore(context.transpose(1, 2)).MoveToOuterDisposeScope(); // (batch, length, heads, {spec.HeadSize})");
        }
        code.Line();
        code.Line($"private static {Names.Kernels}.BandTiles {name}Tiles({Names.Masks} masks) =>");
        code.Line($"    new(masks, before: {Limit(band.Before)}, after: {Limit(band.After)}, stride: {band.Stride}, chunk: {plan.Chunk});");
    }

    private static string Limit(int keys) => keys == BandTerm.Unbounded ? "int.MaxValue" : $"{keys}";
}
