namespace AttentionGen.Models.Checkpoints;

/// <summary>A checkpoint or its configuration cannot be used; the message names the file, the entry and what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class CheckpointException(string message, Exception? innerException = null) : Exception(message, innerException);
