using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Conversion;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

/// <summary>What cannot be converted is refused before anything is written.</summary>
public sealed class BartRefusalTests() : ConversionFolders("convert-bart")
{
    [Theory]
    [InlineData("model_type", "\"mbart\"", "\"model_type\" is \"mbart\", but must be one of \"bart\"")]
    [InlineData("model_type", null, "\"model_type\" is missing, but must be \"bart\"")]
    [InlineData("architectures", "[\"BartForCausalLM\"]", "\"architectures\" is [\"BartForCausalLM\"], but must be a list of one of \"BartModel\"")]
    [InlineData("scale_embedding", "true", "\"scale_embedding\" is true, but must be false: a LED never scales")]
    [InlineData("normalize_before", "true", "\"normalize_before\" is true, but must be false")]
    [InlineData("add_final_layer_norm", "true", "\"add_final_layer_norm\" is true, but must be false")]
    [InlineData("normalize_embedding", "false", "\"normalize_embedding\" is false, but must be true")]
    [InlineData("static_position_embeddings", "true", "\"static_position_embeddings\" is true, but must be false")]
    [InlineData("do_blenderbot_90_layernorm", "true", "\"do_blenderbot_90_layernorm\" is true, but must be false")]
    [InlineData("is_encoder_decoder", "false", "\"is_encoder_decoder\" is false, but must be true")]
    [InlineData("extra_pos_embeddings", "0", "\"extra_pos_embeddings\" is 0, but must be 2")]
    [InlineData("position_embedding_type", "\"relative_key\"", "\"position_embedding_type\" is \"relative_key\"")]
    [InlineData("activation_function", "\"swish\"", "\"activation_function\" is \"swish\", but must be one of \"gelu\", \"gelu_new\", \"relu\"")]
    [InlineData("tie_word_embeddings", "false", "\"tie_word_embeddings\" is false, but must be true")]
    [InlineData("pad_token_id", "210", "\"pad_token_id\" is 210, but must be below vocab_size (210)")]
    [InlineData("dropout", "2", "\"dropout\" is 2, but must be a number from 0 to 1")]
    [InlineData("decoder_attention_heads", "5", "\"d_model\" is 48, but must be a multiple of decoder_attention_heads (5)")]
    [InlineData("encoder_attention_heads", "7", "\"d_model\" is 48, but must be a multiple of encoder_attention_heads (7)")]
    [InlineData("max_position_embeddings", "34", "model.decoder.embed_positions.weight (34, 48 in the file, 36, 48 by config.json)")]
    [InlineData("vocab_size", "200", "final_logits_bias (1, 210 in the file, 1, 200 by config.json), lm_head.weight (210, 48 in the file")]
    [InlineData("encoder_layers", "1", "unknown: model.encoder.layers.1.fc1.bias")]
    [InlineData("decoder_layers", "3", "26 missing: model.decoder.layers.2.encoder_attn.k_proj.bias")]
    public void A_configuration_that_does_not_fit(string key, string? value, string message) => Refused(message, Source(config =>
    {
        config.Remove(key);
        if (value is not null)
            config[key] = JsonNode.Parse(value);
    }));

    [Fact]
    public void A_led() => Refused("\"model_type\" is \"led\"", Converted);

    [Fact]
    public void A_tensor_of_whole_numbers() => Refused(
        "1 no floating-point numbers: model.encoder.layers.1.fc1.bias", Source(tensors: all => all["model.encoder.layers.1.fc1.bias"] = ones(64, ScalarType.Int64)));

    /// <summary>As BART's relatives have it behind their last layers.</summary>
    [Fact]
    public void A_part_that_no_led_has() => Refused("1 unknown: model.encoder.layer_norm.weight", Source(tensors: all => all["model.encoder.layer_norm.weight"] = ones(48)));

    [Fact]
    public void A_head_that_the_class_has_not() => Refused("2 unknown: qa_outputs.bias, qa_outputs.weight", Source(tensors: all =>
        (all["qa_outputs.weight"], all["qa_outputs.bias"]) = (rand(2, 48), rand(2))));

    /// <summary>The tensors of a base model under the configuration of a class with a head, which would not load.</summary>
    [Fact]
    public void A_class_with_a_head_whose_model_stands_for_itself() => Refused("93 unknown: decoder.embed_positions.weight", Source(tensors: all =>
    {
        foreach (var name in all.Keys.Where(name => name.StartsWith("model.", StringComparison.Ordinal)).ToArray())
        {
            all[name["model.".Length..]] = all[name];
            all.Remove(name);
        }
    }));

    [Fact]
    public void A_model_without_words() => Refused("1 missing: model.shared.weight", Source(tensors: all =>
    {
        foreach (var name in all.Keys.Where(name => name.EndsWith("embed_tokens.weight", StringComparison.Ordinal) || name is "model.shared.weight" or "lm_head.weight").ToArray())
            all.Remove(name);
    }));

    [Theory]
    [InlineData("model.encoder.embed_tokens.weight"), InlineData("model.decoder.embed_tokens.weight"), InlineData("lm_head.weight")]
    public void Tables_of_words_that_differ(string name) =>
        Refused($"{name} differs from model.shared.weight", Source(tensors: all => all[name] = all[name] + 1));

    [Fact]
    public void A_classifier_without_its_head() => Refused(
        "4 missing: classification_head.dense.bias", Source(config => config["architectures"] = new JsonArray("BartForSequenceClassification"), all => all.Remove("final_logits_bias")));

    [Fact]
    public void A_classifier_of_other_labels() => Refused("classification_head.out_proj.weight (5, 48 in the file, 3, 48 by config.json)", Source(
        config => config["architectures"] = new JsonArray("BartForSequenceClassification"),
        all =>
        {
            (all["classification_head.dense.weight"], all["classification_head.dense.bias"]) = (rand(48, 48), rand(48));
            (all["classification_head.out_proj.weight"], all["classification_head.out_proj.bias"]) = (rand(5, 48), rand(5));
        }));

    [Fact]
    public void A_missing_folder_and_missing_weights()
    {
        Assert.ThrowsAny<IOException>(() => BartToLed.Convert(PathOf("none"), Target));
        var source = Source();
        File.Delete(Path.Combine(source, "model.safetensors"));
        Refused("holds no checkpoint", source);
    }

    [Theory]
    [InlineData(64, 0, "even, positive total"), InlineData(64, 511, "even, positive total"), InlineData(0, 8, "maxLength"), InlineData(BartToLed.MaxLength + 1, 8, "maxLength")]
    public void Sizes_that_cannot_be(int length, int window, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => BartToLed.Convert(Golden, Target, length, window)).Message);

    [Theory]
    [InlineData("config.json"), InlineData("model.safetensors"), InlineData("generation_config.json")]
    public void A_target_that_holds_a_model_or_its_settings(string file)
    {
        var source = Source();
        File.WriteAllText(Path.Combine(source, "generation_config.json"), "{}");
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, file), "mine");
        Assert.Contains($"{Target} already holds {file}.", Assert.Throws<CheckpointException>(() => BartToLed.Convert(source, Target, 64, 8)).Message);
        Assert.Equal([file], Directory.GetFiles(Target).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Target, file)));
    }

    private void Refused(string message, string source)
    {
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => BartToLed.Convert(source, Target, 64, 8)).Message);
        Assert.False(Directory.Exists(Target));
    }
}
