using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>What a classifier's labels mean, and with it the loss.</summary>
public enum ProblemType
{
    /// <summary>Numbers, (batch) or (batch, labels): the mean squared error.</summary>
    Regression,

    /// <summary>One class per sequence, (batch): cross entropy.</summary>
    SingleLabelClassification,

    /// <summary>Any number of classes per sequence, (batch, labels) from 0 to 1: binary cross entropy of each.</summary>
    MultiLabelClassification,
}

/// <summary>Hugging Face's names of problem types, and its rule for a configuration without one.</summary>
internal static class ProblemTypes
{
    /// <summary>The names, in the order of the enumeration.</summary>
    public static string[] Names { get; } = ["regression", "single_label_classification", "multi_label_classification"];

    /// <summary>The type of one of the names; null for null.</summary>
    public static ProblemType? Parse(string? name) => name is null ? null : (ProblemType)Array.IndexOf(Names, name);

    /// <summary>The name of a type.</summary>
    public static string NameOf(ProblemType type) => Names[(int)type];

    /// <summary>The type that a classifier with so many outputs and these labels has.</summary>
    public static ProblemType Infer(long outputs, Tensor labels) =>
        outputs == 1 ? ProblemType.Regression
        : labels.is_floating_point() || labels.dtype == ScalarType.Bool ? ProblemType.MultiLabelClassification
        : ProblemType.SingleLabelClassification;
}
