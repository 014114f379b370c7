namespace AttentionGen.Models.Parity;

/// <summary>How far two runs of the same computation may differ.</summary>
public sealed record ParityTolerance
{
    /// <summary>Allowed difference, relative to the largest value of the tensor.</summary>
    public double Relative { get; init; } = 2e-5;

    /// <summary>
    /// A tensor whose largest value is below this is 0 but for rounding (the gradient of a key's bias: a shift that is the
    /// same for all keys leaves a softmax as it is).
    /// </summary>
    public double ZeroBelow { get; init; } = 5e-6;

    /// <summary>Allowed absolute difference from such a tensor: rounding on both sides.</summary>
    public double ZeroLimit { get; init; } = 1e-5;
}
