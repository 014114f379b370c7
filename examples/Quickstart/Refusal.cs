namespace Quickstart;

/// <summary>How the program ends; <c>--help</c> lists these.</summary>
internal enum ExitCode
{
    /// <summary>All went well.</summary>
    Done = 0,

    /// <summary>The compiled pattern and the dense oracle differ.</summary>
    Disagreement = 1,

    /// <summary>The command line is not understood.</summary>
    Usage = 2,

    /// <summary>A file is missing, cannot be read or written, or holds something else than is needed.</summary>
    BadFile = 3,

    /// <summary>A text has more tokens than the model reads, and nobody allowed to cut it.</summary>
    TooLong = 4,

    /// <summary>The model's folder cannot be used.</summary>
    BadModel = 5,

    /// <summary>libtorch is missing or cannot be loaded.</summary>
    NoLibtorch = 6,

    /// <summary>Ctrl+C.</summary>
    Cancelled = 130,
}

/// <summary>The program cannot do what was asked.</summary>
/// <param name="code">The exit code it ends with.</param>
/// <param name="message">What is wrong and what to do, for the user.</param>
internal sealed class Refusal(ExitCode code, string message) : Exception(message)
{
    /// <summary>The exit code the program ends with.</summary>
    public ExitCode Code { get; } = code;
}
