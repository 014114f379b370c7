namespace AttentionGen.Models.TextGeneration;

/// <summary>When a beam search of an input that has as many finished hypotheses as beams ends: Hugging Face's <c>early_stopping</c>.</summary>
public enum EarlyStopping
{
    /// <summary><c>false</c>: when the best beam, at its present length, could not beat the worst finished hypothesis.</summary>
    Heuristic,

    /// <summary><c>true</c>: at once.</summary>
    AtOnce,

    /// <summary><c>"never"</c>: when no beam, at any length that is still possible, could beat the worst finished hypothesis.</summary>
    Never,
}
