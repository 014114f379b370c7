using AttentionGen.CheckpointFuzz.Files;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Checkpoints;

public class ShardedCheckpointTests : TemporaryFolder
{
    private const string Sound = """{"metadata": {"total_size": 20}, "weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}""";

    private string Folder => Path.GetDirectoryName(PathOf("x"))!;

    [Fact]
    public void TensorsOfAllFilesAreThere()
    {
        using var scope = NewDisposeScope();
        Shards();
        using var file = Open(Sound);
        Assert.Equal(PathOf("model.safetensors.index.json"), file.Path);
        Assert.Equal(["a", "b"], file.Names);
        Assert.True(file.Load("a").Equals(ones(2)));
        Assert.True(file.Load("b").Equals(ones(3) * 2));
    }

    [Fact]
    public void PyTorchsFilesTakeTheSameWay()
    {
        using var scope = NewDisposeScope();
        File.WriteAllBytes(PathOf("one.bin"), TorchBin.Write([new("a", "FloatStorage", "0", 2, [2])], new Dictionary<string, byte[]> { ["0"] = ones(2).bytes.ToArray() }));
        File.WriteAllBytes(PathOf("two.bin"), TorchBin.Write([new("b", "HalfStorage", "0", 2, [1])], new Dictionary<string, byte[]> { ["0"] = [1, 2, 3, 4] }));
        File.WriteAllText(PathOf("pytorch_model.bin.index.json"), """{"weight_map": {"a": "one.bin", "b": "two.bin"}}""");
        using var file = Checkpoint.Open(Folder);
        Assert.True(file.Load("a").Equals(ones(2)));
        Assert.Equal(ScalarType.Float16, file.Dtype("b"));
    }

    [Theory]
    [InlineData("""{"weight_map": {"a": "../model.safetensors"}}""", "\"a\" is in \"../model.safetensors\", which is no name of a file beside it")]
    [InlineData("""{"weight_map": {"a": "/etc/passwd"}}""", "\"a\" is in \"/etc/passwd\", which is no name")]
    [InlineData("""{"weight_map": {"a": "sub/model.safetensors"}}""", "which is no name")]
    [InlineData("""{"weight_map": {"a": "..\\model.safetensors"}}""", "which is no name")]
    [InlineData("""{"weight_map": {"a": "C:model.safetensors"}}""", "which is no name")]
    [InlineData("""{"weight_map": {"a": ".."}}""", "which is no name")]
    [InlineData("""{"weight_map": {"a": ""}}""", "which is no name")]
    [InlineData("""{"weight_map": {"a": "x\u0000.safetensors"}}""", "which is no name")]
    [InlineData("""{"weight_map": {"a": "absent.safetensors"}}""", "\"a\" is in \"absent.safetensors\", which is missing")]
    [InlineData("""{"weight_map": {"a": 5}}""", "\"a\" is in the file 5; a name is needed")]
    [InlineData("""{"weight_map": {"a": "x", "a": "y"}}""", "\"a\" stands twice in the weight_map")]
    [InlineData("""{"weight_map": {}, "weight_map": {}}""", "one object \"weight_map\" is needed")]
    [InlineData("""{"weight_map": []}""", "one object \"weight_map\" is needed")]
    [InlineData("""{}""", "one object \"weight_map\" is needed")]
    [InlineData("""[]""", "the index is a JSON Array, not an object")]
    [InlineData("""{"weight_map": """, "the index is not valid JSON")]
    [InlineData("""{"weight_map": {"a": "\ud800"}}""", "the index holds text that is no Unicode")]
    [InlineData("", "the index is not valid JSON")]
    public void AWrongIndexIsRefused(string index, string message)
    {
        using var scope = NewDisposeScope();
        Shards();
        var error = Assert.Throws<CheckpointException>(() => Open(index));
        Assert.Contains(PathOf("model.safetensors.index.json"), error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void AnIndexAndItsFilesMustAgree()
    {
        using var scope = NewDisposeScope();
        Shards();
        var error = Assert.Throws<CheckpointException>(() => Open(Sound.Replace("\"a\":", "\"absent\": \"model-00001-of-00002.safetensors\", \"a\":")));
        Assert.Contains($"{PathOf("model-00001-of-00002.safetensors")} lacks 1 tensors", error.Message);
        Assert.Contains("absent", error.Message);
        error = Assert.Throws<CheckpointException>(() => Open("""{"weight_map": {"b": "model-00002-of-00002.safetensors", "a": "more.safetensors"}}"""));
        Assert.Contains("\"more.safetensors\", which is missing", error.Message);
        SafetensorsFile.Write(PathOf("more.safetensors"), new Dictionary<string, Tensor> { ["a"] = ones(1), ["b"] = ones(1) });
        error = Assert.Throws<CheckpointException>(() => Open("""{"weight_map": {"b": "model-00002-of-00002.safetensors", "a": "more.safetensors"}}"""));
        Assert.Contains($"{PathOf("more.safetensors")} holds 1 tensors", error.Message);
        Assert.Contains("does not list for it: b.", error.Message);
    }

    [Fact]
    public void ADamagedFileIsNamed()
    {
        using var scope = NewDisposeScope();
        Shards();
        File.WriteAllBytes(PathOf("model-00002-of-00002.safetensors"), [1, 2, 3]);
        Assert.Contains($"{PathOf("model-00002-of-00002.safetensors")}: it has 3 bytes", Assert.Throws<CheckpointException>(() => Open(Sound)).Message);
    }

    [Fact]
    public void LinksOutOfTheFolderAreRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var scope = NewDisposeScope();
        var outside = Directory.CreateTempSubdirectory("attentiongen-").FullName;
        try
        {
            SafetensorsFile.Write(Path.Combine(outside, "a.safetensors"), new Dictionary<string, Tensor> { ["a"] = ones(2) });
            File.CreateSymbolicLink(PathOf("a.safetensors"), Path.Combine(outside, "a.safetensors"));
            var error = Assert.Throws<CheckpointException>(() => Open("""{"weight_map": {"a": "a.safetensors"}}"""));
            Assert.Contains($"\"a\" is in \"a.safetensors\", which is a link to {Path.Combine(outside, "a.safetensors")}, outside of the folder", error.Message);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    /// <summary>Hugging Face's cache keeps the files in blobs and links to them; such a link stays in the repository's own folder.</summary>
    [Fact]
    public void LinksInACacheAreFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var scope = NewDisposeScope();
        var (snapshot, blobs) = (PathOf("snapshots/0123"), PathOf("blobs"));
        Directory.CreateDirectory(snapshot);
        Directory.CreateDirectory(blobs);
        SafetensorsFile.Write(Path.Combine(blobs, "c0ffee"), new Dictionary<string, Tensor> { ["a"] = ones(2) });
        File.CreateSymbolicLink(Path.Combine(snapshot, "a.safetensors"), "../../blobs/c0ffee");
        File.WriteAllText(Path.Combine(snapshot, "model.safetensors.index.json"), """{"weight_map": {"a": "a.safetensors"}}""");
        using var file = Checkpoint.Open(snapshot);
        Assert.True(file.Load("a").Equals(ones(2)));
    }

    private void Shards()
    {
        SafetensorsFile.Write(PathOf("model-00001-of-00002.safetensors"), new Dictionary<string, Tensor> { ["a"] = ones(2) });
        SafetensorsFile.Write(PathOf("model-00002-of-00002.safetensors"), new Dictionary<string, Tensor> { ["b"] = ones(3) * 2 });
    }

    private Checkpoint Open(string index)
    {
        File.WriteAllText(PathOf("model.safetensors.index.json"), index);
        return Checkpoint.Open(Folder);
    }
}
