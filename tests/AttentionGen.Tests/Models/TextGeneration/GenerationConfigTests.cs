using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>Settings in a folder's files.</summary>
public class GenerationConfigTests : TemporaryFolder
{
    private string Folder => PathOf("");

    private GenerationConfig Read(string? generation, string? config = null, GenerationConfig? missing = null)
    {
        if (generation is not null)
            File.WriteAllText(PathOf("generation_config.json"), generation);
        if (config is not null)
            File.WriteAllText(PathOf("config.json"), config);
        return GenerationConfig.FromFolder(Folder, missing);
    }

    private static string Json(GenerationConfig config) =>
        System.Text.Json.JsonSerializer.Serialize(config);

    [Fact]
    public void Defaults_are_those_of_the_library() => Assert.Equal(Json(new()), Json(Read("{}")));

    [Fact]
    public void Every_setting_is_read()
    {
        var config = Read("""
            { "max_length": 142, "min_length": 56, "min_new_tokens": 4, "num_beams": 4, "early_stopping": true, "length_penalty": 2.0,
              "no_repeat_ngram_size": 3, "repetition_penalty": 1.2, "forced_bos_token_id": 0, "forced_eos_token_id": 2, "num_return_sequences": 3,
              "do_sample": true, "temperature": 0.7, "top_k": 10, "top_p": 0.9, "stop_strings": ["a", "b"], "decoder_start_token_id": 2,
              "bos_token_id": 0, "eos_token_id": [2, 7], "pad_token_id": 1, "transformers_version": "4.41.0", "use_cache": true, "max_new_tokens": null }
            """);
        Assert.Equal(Json(new()
        {
            MaxLength = 142, MinLength = 56, MinNewTokens = 4, NumBeams = 4, EarlyStopping = EarlyStopping.AtOnce, LengthPenalty = 2,
            NoRepeatNgramSize = 3, RepetitionPenalty = 1.2, ForcedBosTokenId = 0, ForcedEosTokenId = 2, NumReturnSequences = 3,
            DoSample = true, Temperature = 0.7, TopK = 10, TopP = 0.9, StopStrings = ["a", "b"], DecoderStartTokenId = 2,
            BosTokenId = 0, EosTokenIds = [2, 7], PadTokenId = 1,
        }), Json(config));
        config.Save(Folder);
        Assert.Equal(Json(config), Json(GenerationConfig.FromFolder(Folder)));
    }

    [Theory]
    [InlineData("""{ "max_new_tokens": 5, "early_stopping": "never", "eos_token_id": 3, "stop_strings": "x" }""")]
    [InlineData("""{ "early_stopping": false, "num_beams": 2 }""")]
    [InlineData("{}")]
    public void What_is_saved_reads_the_same(string json)
    {
        var config = Read(json);
        config.Save(Folder);
        Assert.Equal(Json(config), Json(GenerationConfig.FromFolder(Folder)));
    }

    [Fact]
    public void The_models_file_serves_where_there_is_no_other()
    {
        var config = Read(null, """{ "model_type": "led", "num_beams": 4, "max_length": 1024, "eos_token_id": 2, "decoder_start_token_id": 2, "pad_token_id": -1 }""");
        Assert.Equal((4, 1024, 2, null), (config.NumBeams, config.MaxLength, config.DecoderStartTokenId, config.PadTokenId));
        Assert.Equal([2], config.EosTokenIds);
    }

    [Fact]
    public void The_models_file_gives_the_tokens_that_the_other_does_not_name()
    {
        var config = Read("""{ "max_length": 30, "eos_token_id": 5 }""", """{ "num_beams": 4, "eos_token_id": 2, "decoder_start_token_id": 3, "diversity_penalty": 9 }""");
        Assert.Equal((30, 1, 3), (config.MaxLength, config.NumBeams, config.DecoderStartTokenId));
        Assert.Equal([5], config.EosTokenIds);
    }

    [Fact]
    public void What_no_file_names_is_as_the_caller_says() =>
        Assert.Equal((8, 4), (Read("""{ "num_beams": 4 }""", missing: new() { NumBeams = 2, DecoderStartTokenId = 8 }) is var c ? (c.DecoderStartTokenId, c.NumBeams) : default));

    [Fact]
    public void A_folder_without_settings_is_refused() =>
        Assert.Contains("neither generation_config.json nor config.json", Assert.Throws<CheckpointException>(() => GenerationConfig.FromFolder(Folder)).Message);

    [Theory]
    [InlineData("num_beams", "0", "a whole number of 1 or more")]
    [InlineData("max_length", "2.5", "a whole number of 1 or more")]
    [InlineData("early_stopping", "\"sometimes\"", "true, false or \"never\"")]
    [InlineData("eos_token_id", "[]", "a whole number of 0 or more, or a list of such")]
    [InlineData("eos_token_id", "[2, \"x\"]", "a whole number of 0 or more, or a list of such")]
    [InlineData("top_p", "1.5", "a number from 0 to 1")]
    [InlineData("do_sample", "1", "true or false")]
    [InlineData("stop_strings", "[1]", "a text, or a list of texts")]
    public void A_wrong_value_is_refused_by_file_key_and_value(string key, string value, string needed)
    {
        var error = Assert.Throws<CheckpointException>(() => Read($$"""{ "{{key}}": {{value}} }"""));
        Assert.Equal($"{PathOf("generation_config.json")}: \"{key}\" is {value}, but must be {needed}.", error.Message);
    }

    [Theory]
    [InlineData("num_beam_groups", "2", "1")]
    [InlineData("diversity_penalty", "0.5", "0.0")]
    [InlineData("penalty_alpha", "0.6", "null")]
    [InlineData("typical_p", "0.9", "1.0")]
    [InlineData("bad_words_ids", "[[3]]", "[]")]
    [InlineData("suppress_tokens", "[3]", "null")]
    [InlineData("encoder_no_repeat_ngram_size", "3", "0")]
    [InlineData("guidance_scale", "1.5", "1.0")]
    [InlineData("renormalize_logits", "true", "false")]
    [InlineData("sequence_bias", "[[[1], 2.0]]", "null")]
    [InlineData("dola_layers", "\"high\"", "null")]
    public void What_is_not_supported_is_refused_unless_it_is_off(string key, string on, string off)
    {
        var error = Assert.Throws<CheckpointException>(() => Read($$"""{ "{{key}}": {{on}} }"""));
        Assert.Contains($"\"{key}\" is {on}, but must be", error.Message);
        Assert.Contains("this setting is not supported", error.Message);
        Assert.Equal(Json(new()), Json(Read($$"""{ "{{key}}": {{off}} }""")));
    }
}
