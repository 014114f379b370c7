using System.Text.Json.Nodes;
using AttentionGen.Models.Conversion;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

/// <summary>The golden pair convert-bart: a model of Hugging Face's code before and after conversion.</summary>
public sealed class BartGoldenTests() : ConversionFolders("convert-bart")
{
    [Fact]
    public void The_tensors_are_the_golden_ones_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        BartToLed.Convert(Golden, Target, maxLength: 128, window: 16);
        Same(Load(Converted), Load(Target));
    }

    [Fact]
    public void The_configuration_is_the_golden_one()
    {
        BartToLed.Convert(Golden, Target, maxLength: 128, window: 16);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(Path.Combine(Converted, "config.json"))), Config()));
    }
}
