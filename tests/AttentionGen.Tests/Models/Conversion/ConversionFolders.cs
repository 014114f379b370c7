using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

/// <summary>A folder for conversions, and variants of a golden source in it.</summary>
/// <param name="pair">The golden folder that holds the source and what it converts to.</param>
public abstract class ConversionFolders(string pair) : TemporaryFolder
{
    /// <summary>
    /// The model that Hugging Face's code made, of 32 positions: a RoBERTa of 3 layers that models masked language, or a BART of 2 and 2 that
    /// generates.
    /// </summary>
    protected string Golden => Goldens.Path(pair, "source");

    /// <summary>What it converts to, with 128 positions and windows of 16.</summary>
    protected string Converted => Goldens.Path(pair, "converted");

    /// <summary>What is converted to; missing at first.</summary>
    protected string Target => PathOf("long");

    /// <summary>A copy of the golden source with another configuration or other tensors.</summary>
    protected string Source(Action<JsonObject>? config = null, Action<Dictionary<string, Tensor>>? tensors = null)
    {
        using var scope = NewDisposeScope();
        var folder = PathOf("short");
        Directory.CreateDirectory(folder);
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, "config.json")))!.AsObject();
        config?.Invoke(json);
        File.WriteAllText(Path.Combine(folder, "config.json"), json.ToJsonString());
        var all = Load(Golden);
        tensors?.Invoke(all);
        SafetensorsFile.Write(Path.Combine(folder, "model.safetensors"), all);
        return folder;
    }

    /// <summary>The configuration that was converted to.</summary>
    protected JsonNode Config() => JsonNode.Parse(File.ReadAllText(Path.Combine(Target, "config.json")))!;

    /// <summary>All tensors of a folder; the caller's dispose scope frees them.</summary>
    protected static Dictionary<string, Tensor> Load(string folder)
    {
        using var file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        return file.Names.ToDictionary(name => name, name => file.Load(name));
    }

    /// <summary>Asserts that two checkpoints hold the same tensors under the same names, bit by bit.</summary>
    protected static void Same(Dictionary<string, Tensor> expected, Dictionary<string, Tensor> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, t =>
        {
            Assert.Equal(t.Value.dtype, actual[t.Key].dtype);
            Assert.Equal(t.Value.shape, actual[t.Key].shape);
            Assert.Equal(t.Value.bytes.ToArray(), actual[t.Key].bytes.ToArray());
        });
    }
}
