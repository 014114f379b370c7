using AttentionGen.CheckpointFuzz.Files;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Checkpoints;

public class CheckpointFolderTests : TemporaryFolder
{
    private string Folder => Path.GetDirectoryName(PathOf("x"))!;

    [Fact]
    public void SafetensorsComesBeforeBinAndOneFileBeforeSeveral()
    {
        using var scope = NewDisposeScope();
        var bin = TorchBin.Write([new("a", "FloatStorage", "0", 1, [1])], new Dictionary<string, byte[]> { ["0"] = new byte[4] });
        File.WriteAllBytes(PathOf("one.bin"), bin);
        SafetensorsFile.Write(PathOf("one.safetensors"), new Dictionary<string, Tensor> { ["a"] = ones(1) });
        File.WriteAllText(PathOf("pytorch_model.bin.index.json"), """{"weight_map": {"a": "one.bin"}}""");
        Opens("pytorch_model.bin.index.json");
        File.WriteAllBytes(PathOf("pytorch_model.bin"), bin);
        Opens("pytorch_model.bin");
        File.WriteAllText(PathOf("model.safetensors.index.json"), """{"weight_map": {"a": "one.safetensors"}}""");
        Opens("model.safetensors.index.json");
        File.Copy(PathOf("one.safetensors"), PathOf("model.safetensors"));
        Opens("model.safetensors");

        void Opens(string name)
        {
            using var file = Checkpoint.Open(Folder);
            Assert.Equal(PathOf(name), file.Path);
            Assert.Equal(["a"], file.Names);
        }
    }

    [Fact]
    public void WhereThereIsNoneWhatWasLookedForIsNamed()
    {
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(Folder));
        Assert.Contains(
            $"{Folder} holds no checkpoint. Looked for model.safetensors, model.safetensors.index.json, pytorch_model.bin, pytorch_model.bin.index.json", error.Message);
        Assert.Contains("is no folder", Assert.Throws<CheckpointException>(() => Checkpoint.Open(PathOf("absent"))).Message);
    }
}
