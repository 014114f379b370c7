using AttentionGen.CheckpointFuzz.Files;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>One model's weights in every form that a folder can have, and back again.</summary>
public class LongformerFolderTests : TemporaryFolder
{
    private const string Golden = "longformer-mlm";

    private string Folder => Path.GetDirectoryName(PathOf("x"))!;

    [Theory]
    [InlineData("pytorch_model.bin"), InlineData("model.safetensors.index.json"), InlineData("pytorch_model.bin.index.json")]
    public void EveryFormGivesTheSameModel(string form)
    {
        using var scope = NewDisposeScope();
        using var expected = Load(Goldens.Path(Golden));
        using (var golden = SafetensorsFile.Open(Goldens.Path(Golden, "model.safetensors")))
            Write(form, golden.Names.ToDictionary(name => name, name => golden.Load(name)));
        File.Copy(Goldens.Path(Golden, "config.json"), PathOf("config.json"));
        var told = new List<CheckpointProgress>();
        using var observed = CheckpointProgress.Observe(new Told(told));
        using var actual = Load(Folder);
        Assert.Equal(expected.state_dict().Count, told.Count);
        Assert.Equal(told[^1].BytesTotal, told[^1].BytesDone);
        Assert.All(expected.state_dict(), t => Assert.True(actual.state_dict()[t.Key].Equals(t.Value), t.Key));
    }

    [Fact]
    public void WhatDoesNotFitIsNamedInEveryForm()
    {
        using var scope = NewDisposeScope();
        using (var golden = SafetensorsFile.Open(Goldens.Path(Golden, "model.safetensors")))
        {
            var tensors = golden.Names.Where(name => name != "lm_head.layer_norm.bias").ToDictionary(name => name, name => golden.Load(name));
            tensors["lm_head.extra"] = ones(1);
            Write("pytorch_model.bin", tensors);
        }
        File.Copy(Goldens.Path(Golden, "config.json"), PathOf("config.json"));
        var error = Assert.Throws<CheckpointException>(() => Load(Folder));
        Assert.Contains($"{PathOf("pytorch_model.bin")} does not fit the model", error.Message);
        Assert.Contains("1 missing from the file: lm_head.layer_norm.bias", error.Message);
        Assert.Contains("1 unknown to the model: lm_head.extra", error.Message);
    }

    [Fact]
    public void AFolderWithoutWeightsIsRefused()
    {
        File.Copy(Goldens.Path(Golden, "config.json"), PathOf("config.json"));
        Assert.Contains("holds no checkpoint. Looked for model.safetensors,", Assert.Throws<CheckpointException>(() => Load(Folder)).Message);
    }

    /// <summary>What is saved has the bytes of what was read; in half precision those of the rounded tensors, which come back as they are.</summary>
    [Theory]
    [InlineData(null), InlineData(ScalarType.Float16), InlineData(ScalarType.BFloat16), InlineData(ScalarType.Float64)]
    public void SavedTensorsHaveTheSameBytesWhenTheyAreReadBack(ScalarType? type)
    {
        using var scope = NewDisposeScope();
        using var model = Load(Goldens.Path(Golden));
        model.Save(Folder, type);
        using (var golden = SafetensorsFile.Open(Goldens.Path(Golden, "model.safetensors")))
        using (var saved = SafetensorsFile.Open(PathOf("model.safetensors")))
        {
            // Names as Hugging Face's save_pretrained writes them: tied tensors under one of their names.
            string[] names = [.. golden.Names.Where(name => !name.StartsWith("lm_head.decoder.", StringComparison.Ordinal))];
            Assert.Equal(names.Order(), saved.Names.Order());
            Assert.Equal(new Dictionary<string, string> { ["format"] = "pt" }, saved.Metadata);
            foreach (var name in names)
            {
                var expected = type is { } dtype ? golden.Load(name).to(dtype) : golden.Load(name);
                Assert.Equal(expected.dtype, saved.Dtype(name));
                Assert.True(expected.bytes.SequenceEqual(saved.Load(name).bytes), name);
            }
        }
        var first = File.ReadAllBytes(PathOf("model.safetensors"));
        using var again = LongformerForMaskedLM.FromPretrained(Folder, Engines.For(Golden, "reference"), dtype: type);
        again.Save(Folder);
        Assert.Equal(first, File.ReadAllBytes(PathOf("model.safetensors")));
    }

    private void Write(string form, Dictionary<string, Tensor> tensors)
    {
        switch (form)
        {
            case "pytorch_model.bin":
                WriteBin(form, tensors);
                break;
            case "model.safetensors.index.json":
                Shards(form, tensors, "safetensors", (name, part) => SafetensorsFile.Write(PathOf(name), part));
                break;
            default:
                Shards(form, tensors, "bin", WriteBin);
                break;
        }
    }

    private void Shards(string index, Dictionary<string, Tensor> tensors, string extension, Action<string, Dictionary<string, Tensor>> write)
    {
        var map = new List<string>();
        var parts = tensors.Chunk(tensors.Count / 3 + 1).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            var name = $"model-{i + 1:00000}-of-{parts.Length:00000}.{extension}";
            write(name, parts[i].ToDictionary());
            map.AddRange(parts[i].Select(t => $"\"{t.Key}\": \"{name}\""));
        }
        File.WriteAllText(PathOf(index), $"{{\"metadata\": {{}}, \"weight_map\": {{{string.Join(", ", map)}}}}}");
    }

    private void WriteBin(string name, Dictionary<string, Tensor> tensors)
    {
        var storages = tensors.Values.Select((t, i) => ($"{i}", t.contiguous().bytes.ToArray())).ToDictionary(t => t.Item1, t => t.Item2);
        File.WriteAllBytes(PathOf(name), TorchBin.Write(
            [.. tensors.Select((t, i) => new StoredView(t.Key, t.Value.dtype == ScalarType.Float32 ? "FloatStorage" : "LongStorage", $"{i}", t.Value.numel(), t.Value.shape))], storages));
    }

    private static LongformerForMaskedLM Load(string folder) => LongformerForMaskedLM.FromPretrained(folder, Engines.For(Golden, "reference"));

    private sealed class Told(List<CheckpointProgress> list) : IProgress<CheckpointProgress>
    {
        public void Report(CheckpointProgress value) => list.Add(value);
    }
}
