namespace AttentionGen.Models.TextGeneration;

/// <summary>Which tokens the length penalty of a beam search counts. It matters for hypotheses that were cut at the greatest length, and for when a search ends.</summary>
public enum LengthNormalization
{
    /// <summary>Those generated, with the end token: Hugging Face transformers 4.41 and later.</summary>
    Generated,

    /// <summary>All of the row, with the start tokens and without the end token: older versions, such as 4.31.</summary>
    WithStart,
}
