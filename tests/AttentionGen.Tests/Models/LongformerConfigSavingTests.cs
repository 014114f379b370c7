using System.Text.Json.Nodes;
using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models;

/// <summary>What a saved config.json holds. Hugging Face's folders are loaded and saved again.</summary>
public class LongformerConfigSavingTests : TemporaryFolder
{
    private string Folder => Path.GetDirectoryName(PathOf("config.json"))!;

    [Fact]
    public void EveryKeySurvives()
    {
        var saved = SaveAgain();
        var original = JsonNode.Parse(File.ReadAllText(Goldens.Path("longformer-seqcls", "config.json")))!.AsObject();
        foreach (var (key, value) in original)
            Assert.True(JsonNode.DeepEquals(value, saved[key]), key);
        Assert.Equal("float32", (string?)saved["torch_dtype"]);
        Assert.All(typeof(LongformerConfig).GetProperties(), property => Assert.Equal(
            property.GetValue(LongformerConfig.FromFile(Goldens.Path("longformer-seqcls", "config.json"))),
            property.GetValue(LongformerConfig.FromFile(PathOf("config.json")))));
    }

    [Fact]
    public void WhatIsChangedIsWritten()
    {
        var saved = SaveAgain(config => config with { Labels = ["no", "yes", "n/a"], ProblemType = null, HiddenDropoutProb = 0.25 }, TorchSharp.torch.ScalarType.BFloat16);
        Assert.Equal("yes", (string?)saved["id2label"]!["1"]);
        Assert.Equal(2, (int?)saved["label2id"]!["n/a"]);
        Assert.Null(saved["problem_type"]);
        Assert.Equal(0.25, (double?)saved["hidden_dropout_prob"]);
        Assert.Equal("bfloat16", (string?)saved["torch_dtype"]);
    }

    [Fact]
    public void OneWindowStaysOneNumber()
    {
        var config = TinyLongformer.Config with { AttentionWindow = [4] };
        using var model = TinyHeads.Classifier(config);
        model.Save(Folder);
        var saved = JsonNode.Parse(File.ReadAllText(PathOf("config.json")))!;
        Assert.Equal(4, (int?)saved["attention_window"]);
        Assert.Equal("LongformerForSequenceClassification", (string?)saved["architectures"]![0]);
        Assert.All(typeof(LongformerConfig).GetProperties(), property =>
            Assert.Equal(property.GetValue(config), property.GetValue(LongformerConfig.FromFile(PathOf("config.json")))));
    }

    private JsonObject SaveAgain(Func<LongformerConfig, LongformerConfig>? change = null, TorchSharp.torch.ScalarType? dtype = null)
    {
        using var model = LongformerForSequenceClassification.FromBase(Goldens.Path("longformer-seqcls"), Engines.For("longformer-seqcls", "reference"), change);
        model.Save(Folder, dtype);
        return JsonNode.Parse(File.ReadAllText(PathOf("config.json")))!.AsObject();
    }
}
