using System.Buffers.Binary;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Checkpoints;

public class SafetensorsRoundTripTests : TemporaryFolder
{
    [Theory]
    [InlineData(ScalarType.Float64), InlineData(ScalarType.Float32), InlineData(ScalarType.Float16), InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64), InlineData(ScalarType.Int32), InlineData(ScalarType.Int16), InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte), InlineData(ScalarType.Bool)]
    public void EveryTypeComesBack(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var values = arange(6).reshape(2, 3).remainder(4).to(type);
        Write(("values", values));
        using var file = SafetensorsFile.Open(PathOf("a.safetensors"));
        var loaded = file.Load("values");
        Assert.Equal(type, file.Dtype("values"));
        Assert.Equal(type, loaded.dtype);
        Assert.Equal([2, 3], loaded.shape);
        Assert.True(loaded.Equals(values));
    }

    [Fact]
    public void ScalarsEmptyTensorsAndViewsComeBack()
    {
        using var scope = NewDisposeScope();
        var view = arange(6).reshape(2, 3).t();
        Write(("scalar", tensor(1.5f)), ("empty", zeros(2, 0, 3)), ("view", view), ("byte", ones(1, dtype: ScalarType.Byte)));
        using var file = SafetensorsFile.Open(PathOf("a.safetensors"));
        Assert.Equal(["view", "empty", "scalar", "byte"], file.Names);
        Assert.Equal(1.5f, file.Load("scalar").item<float>());
        Assert.Equal([2, 0, 3], file.Load("empty").shape);
        Assert.Equal(view.data<long>().ToArray(), file.Load("view").data<long>().ToArray());
    }

    [Fact]
    public void FilesWithoutDataCanBeOpened()
    {
        using var scope = NewDisposeScope();
        Write(("empty", zeros(0)));
        using var file = SafetensorsFile.Open(PathOf("a.safetensors"));
        Assert.Equal(0, file.Load("empty").numel());
    }

    [Fact]
    public void TheHeaderIsAligned()
    {
        using var scope = NewDisposeScope();
        for (var length = 1; length < 9; length++)
        {
            Write((new string('n', length), ones(1)));
            var header = BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(PathOf("a.safetensors")));
            Assert.Equal(0, header % 8);
        }
    }

    [Fact]
    public void MetadataComesBackAndAnOldFileIsReplaced()
    {
        using var scope = NewDisposeScope();
        Write(("old", ones(100)));
        var metadata = new Dictionary<string, string> { ["format"] = "pt", ["comment"] = "ä \"quoted\"" };
        SafetensorsFile.Write(PathOf("a.safetensors"), new Dictionary<string, Tensor> { ["new"] = ones(1) }, metadata);
        using var file = SafetensorsFile.Open(PathOf("a.safetensors"));
        Assert.Equal(["new"], file.Names);
        Assert.Equal(metadata, file.Metadata);
        Assert.Equal(["a.safetensors"], Files);
    }

    [Fact]
    public void AFailedWriteLeavesTheOldFileAndNothingElse()
    {
        using var scope = NewDisposeScope();
        Write(("old", ones(3)));
        var error = Assert.Throws<ArgumentException>(() => Write(("a complex one", zeros(1, dtype: ScalarType.ComplexFloat32))));
        Assert.Contains("a complex one", error.Message);
        Assert.Equal(["a.safetensors"], Files);
        using var file = SafetensorsFile.Open(PathOf("a.safetensors"));
        Assert.Equal(["old"], file.Names);
    }

    [Fact]
    public void ATensorThatIsNotThereIsNamed()
    {
        using var scope = NewDisposeScope();
        Write(("there", ones(1)));
        using var file = SafetensorsFile.Open(PathOf("a.safetensors"));
        var error = Assert.Throws<CheckpointException>(() => file.Load("absent"));
        Assert.Contains("absent", error.Message);
        Assert.Contains("there", error.Message);
    }

    private void Write(params (string Name, Tensor Tensor)[] tensors) =>
        SafetensorsFile.Write(PathOf("a.safetensors"), tensors.ToDictionary(t => t.Name, t => t.Tensor));
}
