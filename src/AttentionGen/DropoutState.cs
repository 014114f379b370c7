namespace AttentionGen;

/// <summary>Dropout of attention probabilities; <c>default</c> means none.</summary>
/// <param name="Probability">Chance that a probability is dropped, 0 to below 1.</param>
public readonly record struct DropoutState(double Probability)
{
    /// <summary>No dropout: evaluation.</summary>
    public static DropoutState None => default;
}
