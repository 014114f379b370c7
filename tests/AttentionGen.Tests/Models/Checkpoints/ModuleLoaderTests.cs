using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Checkpoints;

public class ModuleLoaderTests : TemporaryFolder
{
    [Fact]
    public void EveryNameThatDoesNotFitIsListedAndNothingChanges()
    {
        using var scope = NewDisposeScope();
        using var module = Pair();
        var before = module.state_dict().ToDictionary(p => p.Key, p => p.Value.clone());
        var error = Assert.Throws<CheckpointException>(() => Load(module, new()
        {
            ["0.weight"] = ones(3, 2),
            ["1.weight"] = ones(2, 3, dtype: ScalarType.Int64),
            ["1.bias"] = ones(2),
            ["2.weight"] = ones(1),
            ["extra"] = ones(1),
        }));
        Assert.Contains("1 missing from the file: 0.bias", error.Message);
        Assert.Contains("2 unknown to the model: 2.weight, extra", error.Message);
        Assert.Contains("1 of another shape: 0.weight (3, 2 in the file, 3, 4 in the model)", error.Message);
        Assert.Contains("1 of another kind: 1.weight (Int64 in the file, Float32 in the model)", error.Message);
        Assert.Contains(PathOf("model.safetensors"), error.Message);
        foreach (var (name, tensor) in module.state_dict())
            Assert.True(tensor.Equals(before[name]), name);
    }

    [Theory]
    [InlineData(ScalarType.Float16), InlineData(ScalarType.BFloat16), InlineData(ScalarType.Float64)]
    public void FloatsAreConverted(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var module = Pair();
        Load(module, Weights().ToDictionary(p => p.Key, p => p.Value.to(type)));
        foreach (var (name, tensor) in module.state_dict())
        {
            Assert.Equal(ScalarType.Float32, tensor.dtype);
            Assert.True(tensor.Equals(Weights()[name]), name);
        }
    }

    [Fact]
    public void StalePositionNumbersAreIgnored()
    {
        using var scope = NewDisposeScope();
        using var module = Pair();
        var weights = Weights();
        weights["embeddings.position_ids"] = arange(4);
        weights["longformer.embeddings.position_ids"] = arange(4);
        Load(module, weights);
        Assert.True(module.state_dict()["1.bias"].Equals(Weights()["1.bias"]));
    }

    [Fact]
    public void APrefixLeavesOtherTensorsAlone()
    {
        using var scope = NewDisposeScope();
        using var module = Pair();
        var weights = Weights().ToDictionary(p => $"longformer.{p.Key}", p => p.Value);
        weights["lm_head.bias"] = ones(3);
        Load(module, weights, "longformer.");
        Assert.True(module.state_dict()["1.bias"].Equals(Weights()["1.bias"]));
        weights["longformer.extra"] = ones(3);
        Assert.Contains("longformer.extra", Assert.Throws<CheckpointException>(() => Load(module, weights, "longformer.")).Message);
    }

    [Fact]
    public void ProgressCountsTheBytesOfEachTensor()
    {
        using var scope = NewDisposeScope();
        using var module = Pair();
        var weights = Weights().ToDictionary(p => p.Key, p => p.Value.to(ScalarType.Float16));
        weights["embeddings.position_ids"] = arange(1000); // not taken, so not counted
        SafetensorsFile.Write(PathOf("model.safetensors"), weights);
        using var file = Checkpoint.Open(Path.GetDirectoryName(PathOf("model.safetensors"))!);
        var told = new List<CheckpointProgress>();
        using (CheckpointProgress.Observe(new Told(told)))
            ModuleLoader.Load(module, file);
        ModuleLoader.Load(module, file); // nobody is told any more
        Assert.Equal(
        [
            new(24, 46, "0.weight"), new(30, 46, "0.bias"), new(42, 46, "1.weight"), new(46, 46, "1.bias"),
        ], told);
    }

    /// <summary>More than one piece of conversion, into a type and a memory layout of its own.</summary>
    [Fact]
    public void LargeTensorsAreConvertedPieceByPiece()
    {
        using var scope = NewDisposeScope();
        var values = arange(5_000_000, ScalarType.Int32).remainder(1021).to(ScalarType.BFloat16).reshape(1000, 5000);
        SafetensorsFile.Write(PathOf("model.safetensors"), new Dictionary<string, Tensor> { ["w"] = values });
        using var file = SafetensorsFile.Open(PathOf("model.safetensors"));
        var (plain, turned) = (zeros(1000, 5000), zeros(5000, 1000).t());
        file.CopyTo("w", plain);
        file.CopyTo("w", turned);
        Assert.True(plain.Equals(values.to(ScalarType.Float32)));
        Assert.True(turned.Equals(plain));
    }

    private sealed class Told(List<CheckpointProgress> list) : IProgress<CheckpointProgress>
    {
        public void Report(CheckpointProgress value) => list.Add(value);
    }

    private static Sequential Pair() => nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2));

    private static Dictionary<string, Tensor> Weights() => new()
    {
        ["0.weight"] = full(3, 4, 0.5f),
        ["0.bias"] = full(3, 1.5f),
        ["1.weight"] = full(2, 3, 2.5f),
        ["1.bias"] = full(2, 3.5f),
    };

    private void Load(nn.Module module, Dictionary<string, Tensor> tensors, string prefix = "")
    {
        SafetensorsFile.Write(PathOf("model.safetensors"), tensors);
        using var file = SafetensorsFile.Open(PathOf("model.safetensors"));
        ModuleLoader.Load(module, file, prefix);
    }
}
