using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AttentionGen.Cli;

/// <summary>Options that are numbers. What is none, or too small, is a wrong argument (validators of their own end the program at what is no number).</summary>
internal static class NumberOption
{
    /// <summary>A whole number with a least value; null when not given.</summary>
    public static Option<int?> Whole(string name, string description, string helpName, int least) => new(name)
    {
        Description = description, HelpName = helpName, CustomParser = result => Whole(result, name, least),
    };

    /// <summary>A whole number with a least value and a default.</summary>
    public static Option<int> Whole(string name, string description, string helpName, int least, int usual) => new(name)
    {
        Description = description, HelpName = helpName, CustomParser = result => Whole(result, name, least) ?? usual, DefaultValueFactory = _ => usual,
    };

    /// <summary>A finite number, with a least value where one is given; null when not given.</summary>
    public static Option<double?> Real(string name, string description, string helpName, double least = double.MinValue) => new(name)
    {
        Description = description, HelpName = helpName, CustomParser = result => Real(result, name, least),
    };

    /// <summary>A finite number with a least value and a default.</summary>
    public static Option<double> Real(string name, string description, string helpName, double least, double usual) => new(name)
    {
        Description = description, HelpName = helpName, CustomParser = result => Real(result, name, least) ?? usual, DefaultValueFactory = _ => usual,
    };

    private static int? Whole(ArgumentResult result, string name, int least)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least)
            return value;
        result.AddError($"{name}: give a whole number of {least} or more.");
        return null;
    }

    private static double? Real(ArgumentResult result, string name, double least)
    {
        if (result.Tokens is [var token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= least)
            return value;
        result.AddError(least == double.MinValue ? $"{name}: give a number." : $"{name}: give a number of {least.ToString(CultureInfo.InvariantCulture)} or more.");
        return null;
    }
}
