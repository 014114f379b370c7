using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

public class LongformerHeadCheckpointTests : TemporaryFolder
{
    private string Folder => Path.GetDirectoryName(PathOf("model.safetensors"))!;

    [Theory]
    [InlineData(null), InlineData(ScalarType.Float16), InlineData(ScalarType.BFloat16)]
    public void AClassifierThatIsSavedCanBeLoadedAgain(ScalarType? dtype)
    {
        using var scope = NewDisposeScope();
        var pattern = Engines.For("longformer-seqcls", "reference");
        using var model = LongformerForSequenceClassification.FromPretrained(Goldens.Path("longformer-seqcls"), pattern);
        model.Save(Folder, dtype);
        using var again = LongformerForSequenceClassification.FromPretrained(Folder, pattern);
        Assert.False(again.training);
        Same(model.state_dict(), again.state_dict(), dtype);
        using var file = SafetensorsFile.Open(PathOf("model.safetensors"));
        Assert.All(file.Names, name => Assert.Equal(dtype ?? ScalarType.Float32, file.Dtype(name)));
        Assert.Equal("pt", file.Metadata["format"]);
        // Every name of Hugging Face's own file, and no other.
        using var original = SafetensorsFile.Open(Goldens.Path("longformer-seqcls", "model.safetensors"));
        Assert.Equal(original.Names.Order(), file.Names.Order());
    }

    [Theory]
    [InlineData(null), InlineData(ScalarType.Float16)]
    public void AMaskedLMThatIsSavedCanBeLoadedAgain(ScalarType? dtype)
    {
        using var scope = NewDisposeScope();
        using var model = MaskedLM(Goldens.Path("longformer-mlm"));
        model.Save(Folder, dtype);
        using var again = MaskedLM(Folder);
        Same(model.state_dict(), again.state_dict(), dtype);
        using var file = SafetensorsFile.Open(PathOf("model.safetensors"));
        Assert.DoesNotContain(file.Names, name => name.StartsWith("lm_head.decoder", StringComparison.Ordinal));
    }

    [Fact]
    public void ABaseModelIsSavedToo()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        model.Save(Folder);
        using var again = LongformerModel.FromPretrained(Folder, TinyHeads.Pattern(TinyLongformer.Config));
        Same(model.state_dict(), again.state_dict(), null);
        Assert.Equal("LongformerModel", (string?)JsonNode.Parse(File.ReadAllText(PathOf("config.json")))!["architectures"]![0]);
    }

    /// <summary>Tied tensors may stand under either name or both; position numbers and a pooler are left alone.</summary>
    [Theory]
    [InlineData]
    [InlineData("lm_head.decoder.weight", "lm_head.decoder.bias")]
    [InlineData("longformer.embeddings.word_embeddings.weight", "lm_head.bias")]
    public void TiedTensorsMayBeLeftOut(params string[] without)
    {
        using var scope = NewDisposeScope();
        using var model = MaskedLM(Goldens.Path("longformer-mlm"));
        Rewrite("longformer-mlm", tensors =>
        {
            foreach (var name in without)
                Assert.True(tensors.Remove(name));
            tensors["longformer.embeddings.position_ids"] = arange(80).unsqueeze(0);
            tensors["longformer.pooler.dense.bias"] = ones(32);
        });
        using var again = MaskedLM(Folder);
        Same(model.state_dict(), again.state_dict(), null);
    }

    [Fact]
    public void TiedTensorsThatDifferAreRefused()
    {
        using var scope = NewDisposeScope();
        Rewrite("longformer-mlm", tensors => tensors["lm_head.decoder.weight"] = tensors["lm_head.decoder.weight"] + 1);
        var error = Assert.Throws<CheckpointException>(() => MaskedLM(Folder));
        Assert.Contains("lm_head.decoder.weight (tied to longformer.embeddings.word_embeddings.weight)", error.Message);
    }

    [Fact]
    public void AHeadThatIsMissingIsRefusedByName()
    {
        using var scope = NewDisposeScope();
        Rewrite("longformer-seqcls", tensors => tensors.Remove("classifier.out_proj.bias"));
        var error = Assert.Throws<CheckpointException>(() => LongformerForSequenceClassification.FromPretrained(Folder, Engines.For("longformer-seqcls", "reference")));
        Assert.Contains("1 missing from the file: classifier.out_proj.bias", error.Message);
        error = Assert.Throws<CheckpointException>(() => LongformerForSequenceClassification.FromPretrained(Goldens.Path("longformer-mlm"), Engines.For("longformer-mlm", "reference")));
        Assert.Contains("classifier.dense.bias", error.Message);
        Assert.Contains("lm_head.bias", error.Message);
    }

    [Theory]
    [InlineData("longformer-model", ""), InlineData("longformer-mlm", "longformer."), InlineData("longformer-seqcls", "longformer.")]
    public void AFreshClassifierStandsOnAnyEncoder(string golden, string prefix)
    {
        using var scope = NewDisposeScope();
        using var model = LongformerForSequenceClassification.FromBase(
            Goldens.Path(golden), Engines.For(golden, "reference"), config => config with { Labels = ["bad", "so-so", "good", "best"] });
        using var file = SafetensorsFile.Open(Goldens.Path(golden, "model.safetensors"));
        Assert.All(model.Longformer.state_dict(), t => Assert.True(t.Value.Equals(file.Load(prefix + t.Key)), t.Key));
        var head = model.state_dict();
        Assert.Equal([4, 32], head["classifier.out_proj.weight"].shape);
        Assert.InRange(head["classifier.dense.weight"].std().item<float>(), 0.015, 0.025);
        Assert.True(head["classifier.dense.bias"].eq(0).all().item<bool>());
        model.Save(Folder);
        Assert.Equal(["bad", "so-so", "good", "best"], LongformerConfig.FromFile(PathOf("config.json")).Labels);
    }

    [Fact]
    public void IntegersAreNotSaved()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier();
        Assert.Contains("Int32", Assert.Throws<ArgumentException>(() => model.Save(Folder, ScalarType.Int32)).Message);
        Assert.Empty(Files);
    }

    private static LongformerForMaskedLM MaskedLM(string folder) => LongformerForMaskedLM.FromPretrained(folder, Engines.For("longformer-mlm", "reference"));

    private void Rewrite(string golden, Action<Dictionary<string, Tensor>> change)
    {
        using var file = SafetensorsFile.Open(Goldens.Path(golden, "model.safetensors"));
        var tensors = file.Names.ToDictionary(name => name, name => file.Load(name));
        change(tensors);
        SafetensorsFile.Write(PathOf("model.safetensors"), tensors);
        File.Copy(Goldens.Path(golden, "config.json"), PathOf("config.json"));
    }

    private static void Same(Dictionary<string, Tensor> expected, Dictionary<string, Tensor> actual, ScalarType? through)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, tensor) in expected)
            Assert.True(actual[name].Equals(through is { } type ? tensor.to(type).to(tensor.dtype) : tensor), name);
    }
}
