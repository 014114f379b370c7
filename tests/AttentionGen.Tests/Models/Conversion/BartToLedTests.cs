using System.Text.Json.Nodes;
using AttentionGen.Models.Conversion;
using AttentionGen.Models.Led;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

public sealed class BartToLedTests() : ConversionFolders("convert-bart")
{
    private const string Positions = "embed_positions.weight";

    private static readonly string[] s_copies = ["model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight"];

    /// <summary>From 32 positions: multiples, none, fewer, as many, one. The decoder's stay.</summary>
    [Theory]
    [InlineData(64), InlineData(100), InlineData(33), InlineData(32), InlineData(20), InlineData(1)]
    public void Positions_of_the_encoder_are_repeated_to_any_length_without_the_offset(int length)
    {
        using var scope = NewDisposeScope();
        var made = BartToLed.Convert(Golden, Target, length, window: 8);
        var (before, after) = (Load(Golden), Load(Target));
        Assert.Equal((32, length, 2, 8), (made.SourceLength, made.Length, made.Layers, made.Window));
        Assert.Equal([length, 48], after["led.encoder." + Positions].shape);
        for (var row = 0; row < length; row++)
            Assert.True(after["led.encoder." + Positions][row].Equals(before["model.encoder." + Positions][2 + (row % 32)]), $"row {row}");
        Assert.True(after["led.decoder." + Positions].Equals(before["model.decoder." + Positions][2..]));
        Assert.Equal((length, 32), ((int?)Config()["max_encoder_position_embeddings"], (int?)Config()["max_decoder_position_embeddings"]));
    }

    [Theory]
    [InlineData(2), InlineData(6), InlineData(1024)]
    public void Each_encoder_layer_has_the_window(int window)
    {
        BartToLed.Convert(Golden, Target, 64, window);
        Assert.Equal([window, window], Config()["attention_window"]!.AsArray().Select(value => (int)value!));
    }

    [Theory]
    [InlineData(ScalarType.Float16), InlineData(ScalarType.BFloat16)]
    public void The_checkpoints_type_stays(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var source = Source(tensors: all =>
        {
            foreach (var name in all.Keys.ToArray())
                all[name] = all[name].to(type);
        });
        BartToLed.Convert(source, Target, maxLength: 50, window: 8);
        Assert.All(Load(Target), t => Assert.Equal(type, t.Value.dtype));
    }

    /// <summary>As newer checkpoints have it: what is tied stands once.</summary>
    [Fact]
    public void Copies_of_the_words_may_be_absent()
    {
        using var scope = NewDisposeScope();
        BartToLed.Convert(Source(tensors: all => Array.ForEach(s_copies, name => all.Remove(name))), Target, maxLength: 128, window: 16);
        var expected = Load(Converted);
        foreach (var name in s_copies)
            Assert.True(expected.Remove(name.Replace("model.", "led.")));
        Same(expected, Load(Target));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2)]
    public void Words_that_stand_in_a_copy_alone_become_the_models(int kept)
    {
        using var scope = NewDisposeScope();
        BartToLed.Convert(Source(tensors: all =>
        {
            foreach (var name in s_copies.Append("model.shared.weight").Where(name => name != s_copies[kept]))
                all.Remove(name);
        }), Target, maxLength: 128, window: 16);
        Assert.True(Load(Target)["led.shared.weight"].Equals(Load(Golden)["model.shared.weight"]));
    }

    /// <summary>Hugging Face's class takes a missing bias for zeros.</summary>
    [Fact]
    public void A_bias_of_logits_that_is_missing_is_0()
    {
        using var scope = NewDisposeScope();
        BartToLed.Convert(Source(tensors: all => all.Remove("final_logits_bias")), Target, maxLength: 128, window: 16);
        var expected = Load(Converted);
        expected["final_logits_bias"] = zeros(1, 210);
        Same(expected, Load(Target));
    }

    /// <summary>Old checkpoints hold these; BART's positions are counted, not looked up.</summary>
    [Fact]
    public void Stale_buffers_are_left_out()
    {
        using var scope = NewDisposeScope();
        var source = Source(tensors: all =>
        {
            all["model.encoder.embed_positions.position_ids"] = arange(34);
            all["model.decoder.embed_positions.position_ids"] = arange(34);
            all["model.encoder.version"] = ones(1);
        });
        BartToLed.Convert(source, Target, maxLength: 128, window: 16);
        Same(Load(Converted), Load(Target));
    }

    [Fact]
    public void A_model_without_head_has_no_prefix_before_and_after()
    {
        using var scope = NewDisposeScope();
        var made = BartToLed.Convert(Headless("BartModel"), Target, maxLength: 128, window: 16);
        Assert.Equal("LEDModel", made.Architecture);
        var expected = Load(Converted).Where(t => t.Key.StartsWith("led.", StringComparison.Ordinal)).ToDictionary(t => t.Key["led.".Length..], t => t.Value);
        Same(expected, Load(Target));
        using var model = LedModel.FromPretrained(Target);
        Assert.True(model.state_dict()["shared.weight"].Equals(Load(Golden)["model.shared.weight"]));
    }

    [Fact]
    public void A_classifier_carries_over_with_its_labels()
    {
        using var scope = NewDisposeScope();
        var source = Classifier(labels: 4, config => config["id2label"] = new JsonObject { ["0"] = "a", ["1"] = "b", ["2"] = "c", ["3"] = "d" });
        Assert.Equal("LEDForSequenceClassification", BartToLed.Convert(source, Target, 70, 8).Architecture);
        var (before, after) = (Load(source), Load(Target));
        Assert.All(before.Where(t => t.Key.StartsWith("classification_head.", StringComparison.Ordinal)), t => Assert.True(t.Value.Equals(after[t.Key])));
        using var model = LedForSequenceClassification.FromPretrained(Target);
        Assert.Equal(["a", "b", "c", "d"], model.Config.Labels);
    }

    /// <summary>Without id2label, BART's class has 3 labels and LED's 2.</summary>
    [Fact]
    public void Labels_that_are_not_named_are_written_out()
    {
        using var scope = NewDisposeScope();
        BartToLed.Convert(Classifier(labels: 3, config => config.Remove("id2label")), Target, 70, 8);
        Assert.Equal(["LABEL_0", "LABEL_1", "LABEL_2"], Config()["id2label"]!.AsObject().Select(label => (string)label.Value!));
        Assert.Equal(2, (int?)Config()["label2id"]!["LABEL_2"]);
    }

    [Fact]
    public void A_model_that_answers_carries_over()
    {
        using var scope = NewDisposeScope();
        var source = Source(config => config["architectures"] = new JsonArray("BartForQuestionAnswering"), all =>
        {
            all.Remove("lm_head.weight");
            all.Remove("final_logits_bias");
            (all["qa_outputs.weight"], all["qa_outputs.bias"]) = (rand(2, 48), rand(2));
        });
        Assert.Equal("LEDForQuestionAnswering", BartToLed.Convert(source, Target, 70, 8).Architecture);
        using var model = LedForQuestionAnswering.FromPretrained(Target);
        Assert.True(model.state_dict()["qa_outputs.weight"].Equals(Load(source)["qa_outputs.weight"]));
    }

    [Fact]
    public void A_converted_folder_that_is_loaded_and_saved_keeps_its_tensors()
    {
        using var scope = NewDisposeScope();
        BartToLed.Convert(Golden, Target, maxLength: 64, window: 8);
        using var model = LedForConditionalGeneration.FromPretrained(Target);
        model.Save(PathOf("again"));
        var converted = Load(Target);
        // What is tied is saved once.
        foreach (var name in s_copies)
            Assert.True(converted.Remove(name.Replace("model.", "led.")));
        Same(converted, Load(PathOf("again")));
    }

    /// <summary>What the two classes take missing values for differs: BART forces an end token, and knows an older word for forcing the first.</summary>
    [Fact]
    public void Settings_of_generation_mean_the_same()
    {
        BartToLed.Convert(Source(config =>
        {
            config.Remove("forced_eos_token_id");
            config["force_bos_token_to_be_generated"] = true;
            config["num_beams"] = 4;
            config["length_penalty"] = 2.0;
            config["decoder_start_token_id"] = 0;
        }), Target, 64, 8);
        var config = Config();
        Assert.Equal((2, 0, 0), ((int?)config["forced_eos_token_id"], (int?)config["forced_bos_token_id"], (int?)config["decoder_start_token_id"]));
        Assert.Equal((4, 2.0), ((int?)config["num_beams"], (double?)config["length_penalty"]));
    }

    [Fact]
    public void A_forced_end_that_is_null_stays_null()
    {
        BartToLed.Convert(Source(config => config["forced_eos_token_id"] = null), Target, 64, 8);
        Assert.True(Config().AsObject().TryGetPropertyValue("forced_eos_token_id", out var value));
        Assert.Null(value);
    }

    [Fact]
    public void The_tokenizer_and_the_settings_of_generation_come_along()
    {
        var source = Source();
        File.WriteAllText(Path.Combine(source, "vocab.json"), "{}");
        File.WriteAllText(Path.Combine(source, "tokenizer_config.json"), """{ "model_max_length": 32 }""");
        File.WriteAllText(Path.Combine(source, "generation_config.json"), """{ "max_length": 20 }""");
        var made = BartToLed.Convert(source, Target, maxLength: 70, window: 8);
        Assert.Equal(["tokenizer_config.json", "vocab.json"], made.TokenizerFiles);
        Assert.True(made.HasGenerationConfig);
        Assert.Equal("""{ "max_length": 20 }""", File.ReadAllText(Path.Combine(Target, "generation_config.json")));
        Assert.Equal(70, (int?)JsonNode.Parse(File.ReadAllText(Path.Combine(Target, "tokenizer_config.json")))!["model_max_length"]);
    }

    private string Headless(string architecture, Action<JsonObject>? config = null, Action<Dictionary<string, Tensor>>? head = null) => Source(
        json =>
        {
            json["architectures"] = new JsonArray(architecture);
            config?.Invoke(json);
        },
        all =>
        {
            foreach (var name in all.Keys.ToArray())
            {
                if (name.StartsWith("model.", StringComparison.Ordinal) && head is null)
                    all[name["model.".Length..]] = all[name];
                if (head is null || !name.StartsWith("model.", StringComparison.Ordinal))
                    all.Remove(name);
            }
            head?.Invoke(all);
        });

    private string Classifier(int labels, Action<JsonObject> config) => Headless("BartForSequenceClassification", config, all =>
    {
        (all["classification_head.dense.weight"], all["classification_head.dense.bias"]) = (rand(48, 48), rand(48));
        (all["classification_head.out_proj.weight"], all["classification_head.out_proj.bias"]) = (rand(labels, 48), rand(labels));
    });
}
