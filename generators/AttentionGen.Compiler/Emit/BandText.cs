using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit;

/// <summary>A band in words.</summary>
internal static class BandText
{
    /// <summary>"Query i reads keys i - 256 to i + 256."</summary>
    public static string Of(BandTerm band)
    {
        if (band.Before == 0 && band.After == 0)
            return "Query i reads key i.";
        var keys = band.Stride switch { 1 => "keys", 2 => "every 2nd key from", 3 => "every 3rd key from", _ => $"every {band.Stride}th key from" };
        return $"Query i reads {keys} {Offset('-', band.Before)} to {Offset('+', band.After)}.";

        string Offset(char sign, long count) => count switch
        {
            0 => "i",
            BandTerm.Unbounded => sign == '-' ? "the first" : "the last",
            _ => $"i {sign} {count * band.Stride}",
        };
    }
}
