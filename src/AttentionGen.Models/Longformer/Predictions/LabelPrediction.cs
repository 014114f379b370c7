namespace AttentionGen.Models.Longformer;

/// <summary>What a classifier says of a sequence.</summary>
/// <param name="Index">The most probable label's id.</param>
/// <param name="Label">Its name, as the configuration has it.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
/// <param name="Probabilities">The probabilities of all labels by id; their sum is 1.</param>
public readonly record struct LabelPrediction(int Index, string Label, double Probability, IReadOnlyList<double> Probabilities)
{
    /// <summary>The same with a label from an enumeration whose members are the labels in the order of their ids.</summary>
    public LabelPrediction<TLabel> As<TLabel>() where TLabel : struct, Enum => new(Enum.GetValues<TLabel>()[Index], Probability, Probabilities);
}

/// <summary>What a classifier with declared labels says of a sequence.</summary>
/// <param name="Label">The most probable label.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
/// <param name="Probabilities">The probabilities of all labels, in the order of the enumeration; their sum is 1.</param>
public readonly record struct LabelPrediction<TLabel>(TLabel Label, double Probability, IReadOnlyList<double> Probabilities) where TLabel : struct, Enum;
