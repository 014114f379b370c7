namespace AttentionGen.Models.Training;

/// <summary>AdamW (Loshchilov, Hutter 2019): Adam, and a decay of the weights beside it.</summary>
public sealed record AdamWOptions
{
    /// <summary>Memory of the gradient's mean, from 0 to below 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Memory of the gradient's square, from 0 to below 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the square, above 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Share of a weight that is taken off per step, times the learning rate; 0 or more.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Regular expression of the parameter names without decay: by default biases, and weights of norms.</summary>
    public string NoDecay { get; init; } = @"(?i)(^|\.)bias$|norm[^.]*\.weight$";
}
