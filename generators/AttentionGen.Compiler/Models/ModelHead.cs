namespace AttentionGen.Compiler.Models;

/// <summary>A head that task models can have.</summary>
/// <param name="Name">Its name in JSON; in Pascal case the member of LongformerHead.</param>
/// <param name="Class">The class in AttentionGen.Models.Longformer that models derive from. It has the protected constructor.</param>
/// <param name="Tasks">Names of tasks that mean this head where none is given.</param>
/// <param name="HasLabels">Whether labels can be declared: the class then predicts LabelPrediction of sequences.</param>
/// <param name="IsPutOnEncoders">Whether a fresh head is trained on any encoder.</param>
public sealed record ModelHead(string Name, string Class, EquatableArray<string> Tasks, bool HasLabels, bool IsPutOnEncoders);

/// <summary>The registry: a head is one line here, one class in AttentionGen.Models and one member of LongformerHead.</summary>
public static class ModelHeads
{
    /// <summary>All heads, in the order of LongformerHead.</summary>
    public static IReadOnlyList<ModelHead> All { get; } =
    [
        new("sequenceClassification", "LongformerForSequenceClassification", Tasks("classification", "sequence-classification"), HasLabels: true, IsPutOnEncoders: true),
        new("tokenClassification", "LongformerForTokenClassification", Tasks("token-classification", "tagging"), HasLabels: false, IsPutOnEncoders: true),
        new("questionAnswering", "LongformerForQuestionAnswering", Tasks("question-answering", "qa"), HasLabels: false, IsPutOnEncoders: true),
        new("multipleChoice", "LongformerForMultipleChoice", Tasks("multiple-choice"), HasLabels: false, IsPutOnEncoders: true),
        new("maskedLM", "LongformerForMaskedLM", Tasks("masked-lm", "mlm"), HasLabels: false, IsPutOnEncoders: false),
    ];

    private static EquatableArray<string> Tasks(params string[] names) => names.ToEquatableArray();
}
