using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Led;

public class LedCheckpointTests : TemporaryFolder
{
    private string Folder => Path.GetDirectoryName(PathOf("model.safetensors"))!;

    [Theory]
    [InlineData(null), InlineData(ScalarType.Float16), InlineData(ScalarType.BFloat16)]
    public void AWriterThatIsSavedCanBeLoadedAgain(ScalarType? dtype)
    {
        using var scope = NewDisposeScope();
        using var model = TinyLed.Writer();
        model.Save(Folder, dtype);
        using var again = LedForConditionalGeneration.FromPretrained(Folder, TinyLed.Pattern(TinyLed.Config));
        Assert.False(again.training);
        var (expected, loaded) = (model.state_dict(), again.state_dict());
        Assert.Equal(expected.Keys, loaded.Keys);
        Assert.All(expected, t => Assert.True((dtype is { } type ? t.Value.to(type).to(ScalarType.Float32) : t.Value).eq(loaded[t.Key]).all().item<bool>(), t.Key));
        // The names of Hugging Face's own file, tied copies aside; the golden one has another number of layers.
        using var original = SafetensorsFile.Open(Goldens.Path("led-generate", "model.safetensors"));
        using var file = SafetensorsFile.Open(PathOf("model.safetensors"));
        Assert.Equal(original.Names.Where(name => !name.Contains(".encoder.layers.2.")).Order(), file.Names.Order());
    }

    /// <summary>The words' table may stand under any of its names, or all of them.</summary>
    [Theory]
    [InlineData("led.shared.weight", "led.encoder.embed_tokens.weight", "led.decoder.embed_tokens.weight")]
    [InlineData("lm_head.weight", "led.encoder.embed_tokens.weight", "led.decoder.embed_tokens.weight")]
    [InlineData("lm_head.weight", "led.shared.weight", "led.encoder.embed_tokens.weight")]
    public void TiedTensorsMayBeMissing(params string[] missing)
    {
        using var scope = NewDisposeScope();
        var tensors = Golden("led-condgen-loss");
        var words = tensors["led.shared.weight"];
        foreach (var name in missing)
            tensors.Remove(name);
        SafetensorsFile.Write(PathOf("model.safetensors"), tensors);
        using var model = LedForConditionalGeneration.FromPretrained(Folder);
        Assert.True(model.Led.Words.eq(words).all().item<bool>());
    }

    [Fact]
    public void TiedTensorsThatDifferAreRefused()
    {
        using var scope = NewDisposeScope();
        var tensors = Golden("led-condgen-loss");
        tensors["lm_head.weight"] += 1;
        SafetensorsFile.Write(PathOf("model.safetensors"), tensors);
        Assert.Contains("lm_head.weight", Assert.Throws<CheckpointException>(() => LedForConditionalGeneration.FromPretrained(Folder)).Message);
    }

    /// <summary>A base model comes from any folder, and a head onto any base.</summary>
    [Fact]
    public void BasesAndHeadsGoTogether()
    {
        using var scope = NewDisposeScope();
        using var body = LedModel.FromPretrained(Goldens.Path("led-condgen-loss"));
        using var file = SafetensorsFile.Open(Goldens.Path("led-condgen-loss", "model.safetensors"));
        Assert.All(body.state_dict(), t => Assert.True(t.Value.eq(file.Load("led." + t.Key)).all().item<bool>(), t.Key));
        body.Save(Folder);
        using var classifier = LedForSequenceClassification.FromBase(Folder, change: config => config with { Labels = ["x", "y", "z"] });
        using var answerer = LedForQuestionAnswering.FromBase(Folder);
        using var writer = LedForConditionalGeneration.FromBase(Folder);
        foreach (var head in new LedHeadModel[] { classifier, answerer, writer })
            Assert.All(body.state_dict(), t => Assert.True(t.Value.eq(head.state_dict()["led." + t.Key]).all().item<bool>(), t.Key));
        Assert.Equal([3, 32], classifier.state_dict()["classification_head.out_proj.weight"].shape);
        classifier.Save(Folder);
        using var again = LedForSequenceClassification.FromPretrained(Folder);
        Assert.Equal(["x", "y", "z"], again.Config.Labels);
        Assert.Contains("qa_outputs", Assert.Throws<CheckpointException>(() => LedForQuestionAnswering.FromPretrained(Folder)).Message);
    }

    private Dictionary<string, Tensor> Golden(string folder)
    {
        File.Copy(Goldens.Path(folder, "config.json"), PathOf("config.json"));
        using var file = SafetensorsFile.Open(Goldens.Path(folder, "model.safetensors"));
        return file.Names.ToDictionary(name => name, name => file.Load(name));
    }
}
