using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

public class LongformerCheckpointTests : TemporaryFolder
{
    private const string Golden = "longformer-model";

    [Theory]
    [InlineData("")]
    [InlineData("longformer.")] // the checkpoint of a model with a head
    public void AModelThatIsWrittenCanBeReadAgain(string prefix)
    {
        using var scope = NewDisposeScope();
        using var model = LongformerModel.FromPretrained(Goldens.Path(Golden), Engines.For(Golden, "reference"));
        var tensors = model.state_dict().ToDictionary(p => prefix + p.Key, p => p.Value);
        if (prefix.Length > 0)
            tensors["lm_head.bias"] = ones(3);
        Write(tensors);
        using var again = Read();
        Assert.False(again.training);
        Assert.True(again.call(TinyLongformer.Input()).LastHidden.Equals(model.call(TinyLongformer.Input()).LastHidden));
    }

    [Fact]
    public void ACheckpointThatDoesNotFitIsRefused()
    {
        using var scope = NewDisposeScope();
        using var model = LongformerModel.FromPretrained(Goldens.Path(Golden), Engines.For(Golden, "reference"));
        var tensors = model.state_dict();
        tensors.Remove("encoder.layer.3.attention.self.value_global.bias");
        Write(tensors);
        Assert.Contains("encoder.layer.3.attention.self.value_global.bias", Assert.Throws<CheckpointException>(Read).Message);
    }

    [Fact]
    public void IntegersAreNoParameters()
    {
        var error = Assert.Throws<ArgumentException>(() => LongformerModel.FromPretrained(Goldens.Path(Golden), Engines.For(Golden, "reference"), dtype: ScalarType.Int32));
        Assert.Contains("Int32", error.Message);
    }

    private void Write(Dictionary<string, Tensor> tensors)
    {
        File.Copy(Goldens.Path(Golden, "config.json"), PathOf("config.json"));
        SafetensorsFile.Write(PathOf("model.safetensors"), tensors);
    }

    private LongformerModel Read() => LongformerModel.FromPretrained(Path.GetDirectoryName(PathOf("config.json"))!, Engines.For(Golden, "reference"));
}
