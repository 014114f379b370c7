using System.Globalization;

namespace AttentionGen.Compiler.Reports;

/// <summary>Numbers as reports write them, the same in every culture.</summary>
internal static class Numbers
{
    /// <summary>1,234,567.</summary>
    public static string Grouped(decimal value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Digits and a point, at most two behind it.</summary>
    public static string Plain(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share of 0 to 1 in percent: 11.7, 0.02.</summary>
    public static string Percent(decimal share) => (100 * share).ToString(share is > 0 and < 0.01m ? "0.00" : "0.0", CultureInfo.InvariantCulture) + " %";
}
