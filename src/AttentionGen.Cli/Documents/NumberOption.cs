using System.CommandLine;

namespace AttentionGen.Cli.Documents;

/// <summary>Options that are whole numbers.</summary>
internal static class NumberOption
{
    /// <summary>An option with a least value.</summary>
    public static Option<int?> Create(string name, string description, string helpName, int least)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < least)
                result.AddError($"{name}: give {least} or more.");
        });
        return option;
    }
}
