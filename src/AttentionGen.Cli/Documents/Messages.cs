namespace AttentionGen.Cli.Documents;

/// <summary>What exceptions tell a user.</summary>
internal static class Messages
{
    /// <summary>The message without the name of the method's parameter, which no user gave.</summary>
    public static string Of(ArgumentException e) => e.Message.Split(" (Parameter '")[0];
}
