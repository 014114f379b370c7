using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Led;

public class LedConfigTests : TemporaryFolder
{
    [Fact]
    public void AbsentKeysHaveHuggingFacesDefaults()
    {
        var config = Read("{}");
        Assert.All(typeof(LedConfig).GetProperties(), property => Assert.Equal(property.GetValue(new LedConfig()), property.GetValue(config)));
        Assert.Equal((16384, 1024, 1024, 512), (config.MaxEncoderPositions, config.MaxDecoderPositions, config.HiddenSize, config.AttentionWindow[0]));
    }

    [Fact]
    public void EveryKeyIsReadAndWritten()
    {
        var text = """
            {"model_type": "led", "vocab_size": 30, "max_encoder_position_embeddings": 64, "max_decoder_position_embeddings": 32, "d_model": 24,
             "encoder_layers": 2, "encoder_attention_heads": 4, "encoder_ffn_dim": 40, "encoder_layerdrop": 0.1, "decoder_layers": 3,
             "decoder_attention_heads": 6, "decoder_ffn_dim": 50, "decoder_layerdrop": 0.2, "activation_function": "relu", "dropout": 0.3,
             "attention_dropout": 0.4, "activation_dropout": 0.5, "classifier_dropout": 0.6, "init_std": 0.7, "pad_token_id": 3, "eos_token_id": 4,
             "decoder_start_token_id": 5, "attention_window": [8, 4], "num_labels": 3, "problem_type": "regression", "num_beams": 4}
            """;
        var config = Read(text);
        var written = JsonNode.Parse(LedConfigWriter.Write(config, "LEDModel", TorchSharp.torch.ScalarType.Float16))!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(text)!.AsObject().Where(pair => pair.Key != "num_labels"))
            Assert.True(JsonNode.DeepEquals(value, written[key]), key);
        Assert.Equal(3, written["id2label"]!.AsObject().Count);
        Assert.Equal("float16", (string?)written["torch_dtype"]);
        // All that differs from the defaults came from the file, and comes back from what was written.
        var again = Read(written.ToJsonString());
        foreach (var property in typeof(LedConfig).GetProperties())
        {
            Assert.NotEqual(property.GetValue(new LedConfig()), property.GetValue(config));
            Assert.Equal(property.GetValue(config), property.GetValue(again));
        }
    }

    [Theory]
    [InlineData("""{"model_type": "bart"}""", "\"model_type\" is \"bart\", but must be one of \"led\"")]
    [InlineData("""{"tie_word_embeddings": false}""", "\"tie_word_embeddings\" is false")]
    [InlineData("""{"d_model": 10, "encoder_attention_heads": 4}""", "\"d_model\" is 10, but must be a multiple of encoder_attention_heads (4)")]
    [InlineData("""{"d_model": 10, "encoder_attention_heads": 5, "decoder_attention_heads": 4}""", "\"d_model\" is 10, but must be a multiple of decoder_attention_heads (4)")]
    [InlineData("""{"attention_window": 7}""", "\"attention_window\" is 7")]
    [InlineData("""{"encoder_layers": 2, "attention_window": [8]}""", "\"attention_window\" is [8]")]
    [InlineData("""{"vocab_size": 2}""", "\"eos_token_id\" is 2, but must be below vocab_size (2)")]
    [InlineData("""{"vocab_size": 3, "decoder_start_token_id": 9}""", "\"decoder_start_token_id\" is 9")]
    [InlineData("""{"dropout": 2}""", "\"dropout\" is 2, but must be a number from 0 to 1")]
    [InlineData("""{"activation_function": "swish"}""", "\"activation_function\" is \"swish\"")]
    public void WrongValuesAreRefused(string json, string message)
    {
        var error = Assert.Throws<CheckpointException>(() => Read(json));
        Assert.Contains(message, error.Message);
        Assert.Contains(PathOf("config.json"), error.Message);
    }

    [Fact]
    public void APatternThatDoesNotFitIsRefusedInTheConfigurationsWords()
    {
        var pattern = TinyLed.Pattern(TinyLed.Config);
        Refused(TinyLed.Config with { EncoderLayers = 3, AttentionWindow = [4] }, "encoder_layers is 3");
        Refused(TinyLed.Config with { EncoderHeads = 4 }, "encoder_attention_heads is 4");
        Refused(TinyLed.Config with { AttentionWindow = [4, 4] }, "window 4 for layer 1");
        Refused(TinyLed.Config with { DecoderHeads = 3 }, "d_model 8 is no multiple of decoder_attention_heads 3");

        void Refused(LedConfig config, string message) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => new LedModel(config, pattern)).Message);
    }

    private LedConfig Read(string json)
    {
        File.WriteAllText(PathOf("config.json"), json);
        return LedConfig.FromFile(PathOf("config.json"));
    }
}
