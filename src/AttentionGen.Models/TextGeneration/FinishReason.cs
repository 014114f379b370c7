namespace AttentionGen.Models.TextGeneration;

/// <summary>Why a sequence ended.</summary>
public enum FinishReason
{
    /// <summary>An end token was chosen; it is the last token of the sequence.</summary>
    EndToken,

    /// <summary>The sequence has the greatest length that the settings allow.</summary>
    Length,

    /// <summary>Its text holds one of the stop strings.</summary>
    StopString,
}
