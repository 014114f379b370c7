using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Conversion;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

/// <summary>What cannot be converted is refused before anything is written.</summary>
public sealed class RobertaRefusalTests() : ConversionFolders("convert-roberta")
{
    [Theory]
    [InlineData("position_embedding_type", "\"relative_key\"", "\"position_embedding_type\" is \"relative_key\", but must be one of \"absolute\"")]
    [InlineData("model_type", "\"bert\"", "\"model_type\" is \"bert\", but must be one of \"roberta\"")]
    [InlineData("model_type", null, "\"model_type\" is missing, but must be \"roberta\"")]
    [InlineData("architectures", "[\"RobertaForCausalLM\"]", "\"architectures\" is [\"RobertaForCausalLM\"], but must be a list of one of \"RobertaModel\"")]
    [InlineData("is_decoder", "true", "a Longformer to both")]
    [InlineData("max_position_embeddings", "2", "\"max_position_embeddings\" is 2, but must be more than 2")]
    [InlineData("max_position_embeddings", "40", "roberta.embeddings.position_embeddings.weight (34, 32 in the file, 40, 32 by config.json)")]
    [InlineData("num_attention_heads", "5", "\"hidden_size\" is 32, but must be a multiple of num_attention_heads (5)")]
    [InlineData("num_hidden_layers", "2", "unknown: roberta.encoder.layer.2.attention.output.LayerNorm.bias")]
    [InlineData("num_hidden_layers", "4", "16 missing: roberta.encoder.layer.3.attention.output.LayerNorm.bias")]
    public void A_configuration_that_does_not_fit(string key, string? value, string message) => Refused(message, Source(config =>
    {
        config.Remove(key);
        if (value is not null)
            config[key] = JsonNode.Parse(value);
    }));

    [Fact]
    public void A_longformer() => Refused("\"model_type\" is \"longformer\"", Converted);

    [Fact]
    public void A_tensor_of_whole_numbers() => Refused(
        "1 no floating-point numbers: roberta.encoder.layer.1.attention.self.key.bias",
        Source(tensors: all => all["roberta.encoder.layer.1.attention.self.key.bias"] = ones(32, ScalarType.Int64)));

    [Fact]
    public void A_part_that_no_longformer_has() => Refused(
        "1 unknown: roberta.encoder.layer.0.crossattention.self.key.bias",
        Source(tensors: all => all["roberta.encoder.layer.0.crossattention.self.key.bias"] = ones(32)));

    [Fact]
    public void A_tokenizer_that_cannot_be_read()
    {
        var source = Source();
        File.WriteAllText(Path.Combine(source, "tokenizer_config.json"), "{");
        Refused("tokenizer_config.json is not valid JSON", source);
    }

    [Fact]
    public void A_missing_folder_and_missing_weights()
    {
        Assert.ThrowsAny<IOException>(() => RobertaToLongformer.Convert(PathOf("none"), Target));
        var source = Source();
        File.Delete(Path.Combine(source, "model.safetensors"));
        Refused("holds no checkpoint", source);
    }

    [Theory]
    [InlineData(0), InlineData(-2), InlineData(511)]
    public void Windows_that_have_no_middle(int window) =>
        Assert.Contains("even, positive total", Assert.Throws<ArgumentOutOfRangeException>(() => RobertaToLongformer.Convert(Golden, Target, 64, window)).Message);

    [Theory]
    [InlineData(0), InlineData(RobertaToLongformer.MaxLength + 1)]
    public void Lengths_that_cannot_be(int length) =>
        Assert.Equal("maxLength", Assert.Throws<ArgumentOutOfRangeException>(() => RobertaToLongformer.Convert(Golden, Target, length, 8)).ParamName);

    [Theory]
    [InlineData("config.json"), InlineData("model.safetensors"), InlineData("model-00001-of-00002.safetensors"), InlineData("pytorch_model.bin"), InlineData("vocab.json")]
    public void A_target_that_holds_a_model_or_its_tokenizer(string file)
    {
        var source = Source();
        File.WriteAllText(Path.Combine(source, "vocab.json"), "{}");
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, file), "mine");
        File.WriteAllText(Path.Combine(Target, "notes.txt"), "mine too");
        var error = Assert.Throws<CheckpointException>(() => RobertaToLongformer.Convert(source, Target, 64, 8));
        Assert.Contains($"{Target} already holds {file}.", error.Message);
        Assert.Equal(new[] { file, "notes.txt" }.Order(), Directory.GetFiles(Target).Select(Path.GetFileName).Order());
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Target, file)));
    }

    [Fact]
    public void The_source_as_target()
    {
        var source = Source();
        Assert.Contains("already holds config.json, model.safetensors", Assert.Throws<CheckpointException>(() => RobertaToLongformer.Convert(source, source)).Message);
    }

    private void Refused(string message, string source)
    {
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => RobertaToLongformer.Convert(source, Target, 64, 8)).Message);
        Assert.False(Directory.Exists(Target));
    }
}
