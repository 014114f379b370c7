namespace Quickstart;

/// <summary>How the program ends; <c>--help</c> lists these.</summary>
internal enum ExitCode
{
    /// <summary>All went well.</summary>
    Done = 0,

    /// <summary>The compiled pattern and the oracle differ.</summary>
    Disagreement = 1,

    /// <summary>The command line is not understood.</summary>
    Usage = 2,

    /// <summary>There is no such file.</summary>
    Missing = 3,

    /// <summary>The path is a directory.</summary>
    Directory = 4,

    /// <summary>The file holds no text.</summary>
    Empty = 5,

    /// <summary>The file is not UTF-8 text.</summary>
    NotText = 6,

    /// <summary>The file has more bytes than the model has positions.</summary>
    TooLong = 7,

    /// <summary>The file exists but cannot be read.</summary>
    Unreadable = 8,

    /// <summary>libtorch is missing or cannot be loaded.</summary>
    NoLibtorch = 9,
}

/// <summary>The program cannot do what was asked.</summary>
/// <param name="code">The exit code it ends with.</param>
/// <param name="message">What is wrong and what to do, for the user.</param>
internal sealed class Refusal(ExitCode code, string message) : Exception(message)
{
    /// <summary>The exit code the program ends with.</summary>
    public ExitCode Code { get; } = code;
}
