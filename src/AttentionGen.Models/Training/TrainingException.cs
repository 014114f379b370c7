namespace AttentionGen.Models.Training;

/// <summary>Training cannot start or go on; the message names what is wrong, where, and what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class TrainingException(string message, Exception? innerException = null) : Exception(message, innerException);
