using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Robustness;

/// <summary>A tiny classifier on the tiny tokenizer.</summary>
internal static class RobustClassifier
{
    /// <summary>264 words, three labels; texts of up to 14 tokens.</summary>
    public static LongformerConfig Config { get; } = TinyLongformer.Config with { VocabSize = 264, Labels = ["bad", "good", "both"], InitializerRange = 0.5 };

    /// <summary>Saves one to a folder with a tokenizer, and loads it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="damage">What to do to the model before it is saved.</param>
    public static TextClassifier In(string folder, Action<LongformerForSequenceClassification>? damage = null)
    {
        using var model = TinyHeads.Classifier(Config);
        damage?.Invoke(model);
        model.Save(folder);
        return TextClassifier.FromPretrained(folder, TinyHeads.Pattern(Config));
    }
}
