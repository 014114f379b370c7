using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Parity;
using AttentionGen.Models.Tasks;
using AttentionGen.Reference;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>Folders that are loaded without a pattern: it is compiled from their configuration.</summary>
public class LongformerDynamicTests : TemporaryFolder
{
    private string Folder => Path.GetDirectoryName(PathOf("config.json"))!;

    [Fact]
    public void HeadsGiveTheNumbersOfTheBuildsPattern()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var input = TinyLongformer.Input();
        using var classifier = LongformerForSequenceClassification.FromPretrained(Goldens.Path("longformer-seqcls"));
        using var sameClassifier = LongformerForSequenceClassification.FromPretrained(Goldens.Path("longformer-seqcls"), Engines.For("longformer-seqcls", "simd"));
        Assert.True(classifier.call(input, null).Logits.Equals(sameClassifier.call(input, null).Logits));
        using var words = LongformerForMaskedLM.FromPretrained(Goldens.Path("longformer-mlm"));
        using var sameWords = LongformerForMaskedLM.FromPretrained(Goldens.Path("longformer-mlm"), Engines.For("longformer-mlm", "simd"));
        Assert.True(words.call(input, null).Logits.Equals(sameWords.call(input, null).Logits));
    }

    /// <summary>Windows that no pattern of the build has, another one in each layer.</summary>
    [Fact]
    public void AFolderWithUnusualWindowsLoads()
    {
        Write(config => config["attention_window"] = new JsonArray(6, 22, 2, 14));
        var refused = Assert.Throws<ArgumentException>(() => LongformerModel.FromPretrained(Folder, Engines.For("longformer-model", "ops")));
        Assert.Contains("attention_window", refused.Message);

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var inputs = new ParityInputs(Goldens.Path("longformer-model"), ScalarType.Float64);
        var input = LongformerRun.Batch(inputs);
        using var model = LongformerModel.FromPretrained(Folder, dtype: ScalarType.Float64);
        using var oracle = LongformerModel.FromPretrained(Folder, new ReferencePattern(CardPattern.For(model.Config)), dtype: ScalarType.Float64);
        using var usual = LongformerModel.FromPretrained(Goldens.Path("longformer-model"), dtype: ScalarType.Float64);
        var hidden = model.call(input).LastHidden;
        Assert.True(hidden.allclose(oracle.call(input).LastHidden, rtol: 1e-10, atol: 1e-12));
        Assert.False(hidden.allclose(usual.call(input).LastHidden, rtol: 1e-3, atol: 1e-3));
    }

    [Fact]
    public void AFreshClassifierReadsThroughTheWindowsItIsGiven()
    {
        using var model = LongformerForSequenceClassification.FromBase(
            Goldens.Path("longformer-model"), config => config with { Labels = ["bad", "good"], AttentionWindow = [26] });
        using var scope = NewDisposeScope();
        Assert.Equal([2, 2], model.call(TinyLongformer.Input(), null).Logits.shape);
        Assert.Equal([26], model.Config.AttentionWindow);
    }

    [Fact]
    public void TextsAreClassifiedAsOnTheBuildsPattern()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "model");
        using var compiled = TextClassifier.FromPretrained(folder, new Quickstart.LongDocumentPattern());
        using var classifier = TextClassifier.FromPretrained(folder);
        const string Text = "A quiet film that stays with you for days.";
        Assert.Equal(compiled.Classify(Text).Probabilities, classifier.Classify(Text).Probabilities);
    }

    /// <summary>Where the compiler refuses what the model would take, the folder's file is named.</summary>
    [Fact]
    public void SizesThatNoPatternHasAreRefused()
    {
        Write(config => (config["num_hidden_layers"], config["attention_window"]) = (1025, 4));
        var refused = Assert.Throws<CheckpointException>(() => LongformerModel.FromPretrained(Folder));
        Assert.StartsWith($"{PathOf("config.json")}: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("error AG0004: A pattern needs 'layers', a whole number from 1 to 1024, but it is 1025", refused.Message);
    }

    private void Write(Action<JsonNode> change)
    {
        var config = JsonNode.Parse(File.ReadAllText(Goldens.Path("longformer-model", "config.json")))!;
        change(config);
        File.WriteAllText(PathOf("config.json"), config.ToJsonString());
        File.Copy(Goldens.Path("longformer-model", "model.safetensors"), PathOf("model.safetensors"));
    }
}
