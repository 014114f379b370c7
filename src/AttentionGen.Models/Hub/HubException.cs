namespace AttentionGen.Models.Hub;

/// <summary>A repository of a hub cannot be downloaded; the message names the address, what came back and what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class HubException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>A fault that may pass: worth another try.</summary>
/// <param name="message">What happened, as a sentence.</param>
/// <param name="innerException">The cause, where there is one.</param>
/// <param name="after">The pause that the server asks for.</param>
internal sealed class HubInterruption(string message, Exception? innerException = null, TimeSpan? after = null) : Exception(message, innerException)
{
    /// <summary>The pause that the server asks for.</summary>
    public TimeSpan? After { get; } = after;
}
