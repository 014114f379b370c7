namespace AttentionGen.Cli;

/// <summary>What the program tells whoever called it.</summary>
internal enum ExitCode
{
    /// <summary>All is done.</summary>
    Done = 0,

    /// <summary>A declaration, a document or a model is wrong, a file cannot be read or written, or a download failed.</summary>
    Problems = 1,

    /// <summary>The arguments are wrong.</summary>
    Usage = 2,

    /// <summary>Ctrl+C.</summary>
    Cancelled = 130,
}
