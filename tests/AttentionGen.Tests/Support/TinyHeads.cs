using AttentionGen.Models.Longformer;
using AttentionGen.Reference;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Support;

/// <summary>Heads with fresh weights on <see cref="TinyLongformer"/>, in evaluation mode.</summary>
internal static class TinyHeads
{
    public static LongformerForSequenceClassification Classifier(int labels = 3, ProblemType? type = null) =>
        Classifier(TinyLongformer.Config with { Labels = [.. Enumerable.Range(0, labels).Select(id => $"L{id}")], ProblemType = type });

    public static LongformerForSequenceClassification Classifier(LongformerConfig config)
    {
        var model = new LongformerForSequenceClassification(config, Pattern(config));
        model.eval();
        return model;
    }

    public static LongformerForMaskedLM MaskedLM()
    {
        var model = new LongformerForMaskedLM(TinyLongformer.Config, Pattern(TinyLongformer.Config));
        model.eval();
        return model;
    }

    public static ReferencePattern Pattern(LongformerConfig config) => new(CardPattern.For(config));

    /// <summary>(2, 6) words that were masked in <see cref="TinyLongformer.Input"/>.</summary>
    public static Tensor Words() => tensor(new long[,] { { -100, 4, -100, -100, 19, -100 }, { -100, -100, 0, -100, -100, -100 } });
}
