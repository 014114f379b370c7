namespace Quickstart;

/// <summary>What the user asked for: one optional path.</summary>
internal static class CommandLine
{
    /// <summary>The document that ships with the program.</summary>
    public static string ShippedDocument => Path.Combine(AppContext.BaseDirectory, "documents", "reading-long-documents.md");

    /// <summary>True when only help is wanted.</summary>
    public static bool AsksForHelp(string[] args) => args.Any(arg => arg is "--help" or "-h");

    /// <summary>The document to read.</summary>
    /// <exception cref="Refusal">The arguments are not one path.</exception>
    public static string DocumentPath(string[] args) => args switch
    {
        [] => ShippedDocument,
        [var path] when !path.StartsWith('-') => path,
        [var option] => throw new Refusal(ExitCode.Usage, $"'{option}' is no option; there is --help. A file of that name is ./{option}."),
        _ => throw new Refusal(ExitCode.Usage, $"There are {args.Length} arguments, but the program reads one file. Put a name with spaces in quotes."),
    };

    /// <summary>The text of --help.</summary>
    /// <param name="maxBytes">The longest document that fits.</param>
    public static string Help(int maxBytes) => $"""
        Shows two compiled attention patterns and reads a long document with a Longformer on one of them.

          dotnet run -c Release --project examples/Quickstart [-- <text file>]

        <text file>  UTF-8 text of at most {maxBytes:N0} bytes; without it, an essay that ships with the program.
        --help       This text.

        The dense oracle, which the result is compared with, needs up to 1.6 GB of memory and most of the time.

        Exit codes:
          {(int)ExitCode.Done}  done: the pattern and the oracle agree
          {(int)ExitCode.Disagreement}  the pattern and the oracle disagree
          {(int)ExitCode.Usage}  the command line is not understood
          {(int)ExitCode.Missing}  there is no such file
          {(int)ExitCode.Directory}  the path is a directory
          {(int)ExitCode.Empty}  the file is empty
          {(int)ExitCode.NotText}  the file is not UTF-8 text
          {(int)ExitCode.TooLong}  the file is longer than the model's positions
          {(int)ExitCode.Unreadable}  the file cannot be read
          {(int)ExitCode.NoLibtorch}  libtorch cannot be loaded
        """;
}
