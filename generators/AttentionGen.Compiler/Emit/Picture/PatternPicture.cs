using System.Text;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Picture;

/// <summary>Draws who reads whom: queries downwards, keys to the right, each cell shaded by the share of pairs that are read.</summary>
internal static class PatternPicture
{
    private const int Cells = 24;

    // Queries looked at per cell row; every key of the cell is counted.
    private const int Samples = 16;

    public static string Draw(PatternPlan plan)
    {
        var text = new StringBuilder();
        foreach (var form in plan.Forms)
        {
            foreach (var group in form.Groups)
            {
                text.Append(Title(plan.Spec, form, group)).Append('\n');
                Draw(text, group.Band.Band, plan);
            }
        }
        text.Append($"Rows are queries, columns keys, {plan.CostLength} tokens; ");
        text.Append(plan.Spec.Global ? "█ ▓ ▒ ░ share of pairs read, G global token (here the first)" : "█ ▓ ▒ ░ share of pairs read");
        return text.ToString();
    }

    private static string Title(PatternSpec spec, LayerForm form, HeadGroup group)
    {
        var (before, after, stride) = group.Band.Band;
        var heads = group.Heads.Count == spec.Heads ? "all heads" : $"heads {Ranges.Write(group.Heads)}";
        var layers = form.Layers.Count == spec.Layers.Count ? "all layers" : $"layers {Ranges.Write(form.Layers)}";
        return $"{layers}, {heads}: {before} keys before, {after} after" + (stride == 1 ? "" : $", stride {stride}");
    }

    private static void Draw(StringBuilder text, BandTerm band, PatternPlan plan)
    {
        var cells = Math.Min(Cells, plan.CostLength);
        for (var row = 0; row < cells; row++)
        {
            text.Append("  ");
            for (var column = 0; column < cells; column++)
                text.Append(plan.Spec.Global && (column == 0 || (row == 0 && !plan.Spec.Causal)) ? 'G' : Shade(band, row, column, cells, plan.CostLength));
            text.Append('\n');
        }
    }

    private static char Shade(BandTerm band, int row, int column, int cells, int length)
    {
        long first = (long)column * length / cells, end = (long)(column + 1) * length / cells, live = 0;
        for (var sample = 0; sample < Samples; sample++)
        {
            // The middle of each sixteenth of the row's queries.
            var query = (row * 2L * Samples + 2 * sample + 1) * length / (2L * Samples * cells);
            live += Count(band, query, first, end);
        }
        var percent = live * 100 / (Samples * (end - first));
        return percent switch { >= 90 => '█', >= 60 => '▓', >= 30 => '▒', _ => live > 0 ? '░' : '·' };
    }

    /// <summary>Keys of the band in [first, end).</summary>
    private static long Count(BandTerm band, long query, long first, long end)
    {
        var low = Math.Max(-band.Before, CeilingDivide(first - query, band.Stride));
        var high = Math.Min(band.After, CeilingDivide(end - query, band.Stride) - 1);
        return Math.Max(0, high - low + 1);
    }

    private static long CeilingDivide(long a, long b) => a >= 0 ? (a + b - 1) / b : -(-a / b);
}
