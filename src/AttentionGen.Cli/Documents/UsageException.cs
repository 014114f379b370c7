namespace AttentionGen.Cli.Documents;

/// <summary>An argument is wrong, which only shows when it is used: the message begins with its name.</summary>
internal sealed class UsageException(string message) : Exception(message);
