using AttentionGen.CheckpointFuzz;
using AttentionGen.CheckpointFuzz.Files;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Checkpoints;

public class TorchFileTests : TemporaryFolder
{
    private string Folder => Path.GetDirectoryName(PathOf("x"))!;

    [Theory]
    [InlineData("DoubleStorage", ScalarType.Float64), InlineData("FloatStorage", ScalarType.Float32), InlineData("HalfStorage", ScalarType.Float16)]
    [InlineData("BFloat16Storage", ScalarType.BFloat16), InlineData("LongStorage", ScalarType.Int64), InlineData("IntStorage", ScalarType.Int32)]
    [InlineData("ShortStorage", ScalarType.Int16), InlineData("CharStorage", ScalarType.Int8), InlineData("ByteStorage", ScalarType.Byte), InlineData("BoolStorage", ScalarType.Bool)]
    public void EveryTypeComesBack(string storage, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var values = arange(6).reshape(2, 3).remainder(2).to(type);
        using var file = Open([new("values", storage, "0", 6, [2, 3])], new() { ["0"] = values.bytes.ToArray() });
        Assert.Equal(type, file.Dtype("values"));
        Assert.True(file.Load("values").Equals(values));
        Assert.Equal(type, file.Load("values").dtype);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void ViewsAreReadAsPyTorchReadsThem(bool wide)
    {
        using var scope = NewDisposeScope();
        var storage = arange(24, ScalarType.Float32);
        using var file = Open(
        [
            new("whole", "FloatStorage", "0", 24, [2, 3, 4]),
            new("tied", "FloatStorage", "0", 24, [2, 3, 4], IsParameter: true),
            new("part", "FloatStorage", "0", 24, [2, 3], Offset: 5),
            new("transposed", "FloatStorage", "0", 24, [4, 6], [1, 4]),
            new("every other", "FloatStorage", "0", 24, [3, 2], [8, 2], Offset: 1),
            new("a row and unused strides", "FloatStorage", "0", 24, [1, 3], [long.MaxValue, 1], Offset: 21),
            new("scalar", "FloatStorage", "0", 24, [], Offset: 23),
            new("empty", "FloatStorage", "1", 0, [0, 5]),
        ], new() { ["0"] = storage.bytes.ToArray(), ["1"] = [] }, wide);
        Equal(storage.reshape(2, 3, 4), "whole");
        Equal(storage.reshape(2, 3, 4), "tied");
        Equal(storage.narrow(0, 5, 6).reshape(2, 3), "part");
        Equal(storage.reshape(6, 4).t(), "transposed");
        Equal(storage.as_strided([3, 2], [8, 2], 1), "every other");
        Equal(storage.narrow(0, 21, 3).reshape(1, 3), "a row and unused strides");
        Equal(tensor(23f), "scalar");
        Equal(zeros(0, 5), "empty");

        void Equal(Tensor expected, string name)
        {
            Assert.Equal(expected.shape, file.Load(name).shape);
            Assert.True(file.Load(name).is_contiguous(), name);
            Assert.True(file.Load(name).Equals(expected), name);
            // Into a module's parameter, whose memory need not be in one piece.
            var target = zeros([.. expected.shape.Reverse()], ScalarType.Float64).permute([.. Enumerable.Range(0, expected.shape.Length).Reverse().Select(d => (long)d)]);
            file.CopyTo(name, target);
            Assert.True(target.to(ScalarType.Float32).Equals(expected), name);
        }
    }

    [Fact]
    public void ManyTensorsAreReadInBatchesAsPicklesHoldThem()
    {
        using var scope = NewDisposeScope();
        var storage = arange(2500, ScalarType.Int64);
        using var file = Open([.. Enumerable.Range(0, 2500).Select(i => new StoredView($"w{i}", "LongStorage", "0", 2500, [], Offset: i))], new() { ["0"] = storage.bytes.ToArray() });
        Assert.Equal(2500, file.Names.Count);
        Assert.Equal(2467, file.Load("w2467").item<long>());
    }

    /// <summary>Not only our own writer's: Fixtures/cpython.pkl was made by CPython's pickler, of objects that reduce as PyTorch's tensors do.</summary>
    [Fact]
    public void APickleOfPythonIsRead()
    {
        using var stream = typeof(TorchFileTests).Assembly.GetManifestResourceStream("cpython.pkl")!;
        var pickle = new byte[stream.Length];
        stream.ReadExactly(pickle);
        Assert.Equal(pickle, StateDictPickle.Write(Seeds.Views));
        File.WriteAllBytes(PathOf("pytorch_model.bin"), TorchBin.WritePickle(pickle, Seeds.Storages));
        using var file = Checkpoint.Open(Folder);
        Assert.Equal(Seeds.Views.Select(v => v.Name).Order(), file.Names.Order());
        Assert.Equal([1, 300], file.Shape("embeddings.position_ids"));
    }

    /// <summary>Nor is the zip only our own: libtorch's writer is the one that torch.save uses.</summary>
    [Fact]
    public void AZipOfLibtorchIsRead()
    {
        using var scope = NewDisposeScope();
        var values = arange(1000, ScalarType.Float32);
        values.save(PathOf("libtorch.pt"));
        using var file = MappedFile.Open(PathOf("libtorch.pt"));
        var records = ZipDirectory.Read(file);
        var data = Assert.Single(records.Values, r => r.Length == 4000);
        Assert.Equal(0, data.Position % 64);
        var bytes = new byte[4000];
        file.Copy(data.Position, bytes);
        Assert.Equal(values.bytes.ToArray(), bytes);
        Assert.Contains(records.Keys, name => name.EndsWith("/data.pkl", StringComparison.Ordinal));
        // What libtorch itself saves is a TorchScript module, though.
        File.Copy(PathOf("libtorch.pt"), PathOf("pytorch_model.bin"));
        Assert.Contains("asks for __torch__.", Assert.Throws<CheckpointException>(() => Checkpoint.Open(Folder)).Message);
    }

    [Fact]
    public void FilesBeyond4GBAreRead()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The file is sparse, which elsewhere may take 5 GB of the disk.");
        using var scope = NewDisposeScope();
        var values = arange(6, ScalarType.Float32);
        using (var stream = new FileStream(PathOf("pytorch_model.bin"), FileMode.CreateNew))
        {
            new ZipBytes { Gap = 5L << 30 }.Write(
                stream, [("model/data.pkl", StateDictPickle.Write([new("w", "FloatStorage", "0", 6, [6])])), ("model/data/0", values.bytes.ToArray())]);
        }
        using var file = Checkpoint.Open(Folder);
        Assert.True(file.Load("w").Equals(values));
    }

    [Fact]
    public void TiedTensorsAreKnownByTheirPlace()
    {
        using var file = Open([new("a", "FloatStorage", "0", 4, [4]), new("b", "FloatStorage", "0", 4, [4]), new("c", "FloatStorage", "0", 4, [3], Offset: 1)], new() { ["0"] = new byte[16] });
        Assert.True(file.Entry("a").IsSame(file.Entry("b")));
        Assert.False(file.Entry("a").IsSame(file.Entry("c")));
        Assert.True(file.AreEqual("a", "b"));
        Assert.False(file.AreEqual("a", "c"));
    }

    private Checkpoint Open(IReadOnlyList<StoredView> views, Dictionary<string, byte[]> storages, bool wide = true)
    {
        File.WriteAllBytes(PathOf("pytorch_model.bin"), TorchBin.Write(views, storages, wide));
        return Checkpoint.Open(Folder);
    }
}
