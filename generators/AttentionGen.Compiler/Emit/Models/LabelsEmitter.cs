using AttentionGen.Compiler.Models;

namespace AttentionGen.Compiler.Emit.Models;

/// <summary>Declared labels: the list, the enumeration, and predictions that name them. Nothing where none are declared.</summary>
internal static class LabelsEmitter
{
    public static void EmitList(ModelSpec model, CodeWriter code)
    {
        if (model.Labels.Count > 0)
            code.List("private static readonly string[] s_labels =", model.Labels.Select(l => Names.Text(l.Text)), ";");
    }

    public static void EmitPredict(ModelSpec model, CodeWriter code)
    {
        if (model.Labels.Count == 0)
            return;
        const string Sequences = "global::System.Collections.Generic.IReadOnlyList<global::System.Collections.Generic.IReadOnlyList<int>>";
        foreach (var (parameter, type, description) in new[]
        {
            ("input", Names.Longformer + "::LongformerInput", "The batch."),
            ("tokenIds", Sequences, "Token ids of each sequence, special tokens included. Lengths may differ: the model pads."),
        })
        {
            code.Line();
            code.Line("/// <summary>The label of each sequence, in evaluation mode and without gradients.</summary>");
            code.Line($"/// <param name=\"{parameter}\">{description}</param>");
            code.Line("/// <exception cref=\"global::System.ArgumentException\">The input does not fit the model.</exception>");
            code.Line($"public new {Names.Longformer}::LabelPrediction<Label>[] Predict(");
            code.Line($"    {type} {parameter}) =>");
            code.Line($"    global::System.Array.ConvertAll(base.Predict({parameter}), prediction => prediction.As<Label>());");
        }
    }

    public static void EmitEnumeration(ModelSpec model, CodeWriter code)
    {
        if (model.Labels.Count == 0)
            return;
        code.Line();
        code.Line("/// <summary>The labels, in the order of their ids.</summary>");
        using (code.Open("public enum Label"))
        {
            foreach (var label in model.Labels)
            {
                code.Line($"/// <summary>{Names.Documentation(label.Text)}</summary>");
                code.Line(label.Member + ",");
            }
        }
    }
}
