namespace AttentionGen.Cli.Tests.Support;

/// <summary>One run of the tool in this process.</summary>
/// <param name="Status">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Lines of standard error.</param>
internal sealed record Tool(int Status, string Output, IReadOnlyList<string> Errors)
{
    public static Tool Run(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var status = CommandLine.Run(args, output, error);
        return new Tool(status, output.ToString(), error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
