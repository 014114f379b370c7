using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Conversion;
using AttentionGen.Models.Longformer;
using AttentionGen.Reference;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

public sealed class RobertaToLongformerTests() : ConversionFolders("convert-roberta")
{
    private const string Positions = "embeddings.position_embeddings.weight";

    /// <summary>From 32 positions: multiples, none, fewer, as many, one.</summary>
    [Theory]
    [InlineData(64), InlineData(100), InlineData(33), InlineData(32), InlineData(20), InlineData(1)]
    public void Positions_are_repeated_to_any_length_behind_the_reserved_rows(int length)
    {
        using var scope = NewDisposeScope();
        var made = RobertaToLongformer.Convert(Golden, Target, length, window: 8);
        var (before, after) = (Load(Golden)["roberta." + Positions], Load(Target)["longformer." + Positions]);
        Assert.Equal((32, length), (made.SourceLength, made.Length));
        Assert.Equal([length + 2, 32], after.shape);
        for (var row = 0; row < length + 2; row++)
            Assert.True(after[row].Equals(before[row < 2 ? row : 2 + ((row - 2) % 32)]), $"row {row}");
    }

    /// <summary>RoBERTa's padding id is 1; the rows up to the padding's are reserved, whatever it is.</summary>
    [Fact]
    public void As_many_rows_are_reserved_as_the_padding_says()
    {
        using var scope = NewDisposeScope();
        RobertaToLongformer.Convert(Source(config => config["pad_token_id"] = 3), Target, maxLength: 40, window: 8);
        var (before, after) = (Load(Golden)["roberta." + Positions], Load(Target)["longformer." + Positions]);
        Assert.Equal(44, after.shape[0]);
        Assert.True(after[..34].Equals(before));
        Assert.True(after[34..].Equals(before[4..14]));
    }

    [Theory]
    [InlineData(ScalarType.Float16), InlineData(ScalarType.BFloat16)]
    public void The_checkpoints_type_stays(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var source = Source(tensors: all =>
        {
            foreach (var name in all.Keys.Where(name => all[name].is_floating_point()).ToArray())
                all[name] = all[name].to(type);
        });
        RobertaToLongformer.Convert(source, Target, maxLength: 50, window: 8);
        Assert.All(Load(Target), t => Assert.Equal(type, t.Value.dtype));
    }

    [Fact]
    public void A_source_in_several_files_becomes_the_same_model()
    {
        using var scope = NewDisposeScope();
        var source = Source();
        var all = Load(source);
        File.Delete(Path.Combine(source, "model.safetensors"));
        var map = new JsonObject();
        foreach (var part in all.Chunk(40).Select((tensors, number) => (tensors.ToDictionary(), Name: $"model-{number}.safetensors")))
        {
            SafetensorsFile.Write(Path.Combine(source, part.Name), part.Item1);
            foreach (var name in part.Item1.Keys)
                map[name] = part.Name;
        }
        File.WriteAllText(Path.Combine(source, "model.safetensors.index.json"), new JsonObject { ["weight_map"] = map }.ToJsonString());
        RobertaToLongformer.Convert(source, Target, maxLength: 128, window: 16);
        Same(Load(Converted), Load(Target));
    }

    [Fact]
    public void A_model_without_head_has_no_prefix_before_and_after()
    {
        using var scope = NewDisposeScope();
        var source = Source(config => config["architectures"] = new JsonArray("RobertaModel"), all =>
        {
            foreach (var name in all.Keys.ToArray())
            {
                if (name.StartsWith("roberta.", StringComparison.Ordinal))
                    all[name["roberta.".Length..]] = all[name];
                all.Remove(name);
            }
            all["pooler.dense.weight"] = rand(32, 32);
            all["pooler.dense.bias"] = rand(32);
        });
        var made = RobertaToLongformer.Convert(source, Target, maxLength: 70, window: 8);
        Assert.Equal("LongformerModel", made.Architecture);
        using var model = LongformerModel.FromPretrained(Target, Pattern());
        Assert.True(model.state_dict()["pooler.dense.bias"].Equals(Load(source)["pooler.dense.bias"]));
        Assert.True(model.state_dict()["encoder.layer.2.attention.self.value_global.weight"].Equals(Load(source)["encoder.layer.2.attention.self.value.weight"]));
    }

    [Fact]
    public void A_classifier_carries_over_with_its_labels()
    {
        using var scope = NewDisposeScope();
        var source = Source(
            config =>
            {
                config["architectures"] = new JsonArray("RobertaForSequenceClassification");
                config["id2label"] = new JsonObject { ["0"] = "bad", ["1"] = "so-so", ["2"] = "good" };
                config["torch_dtype"] = "float32";
            },
            all =>
            {
                foreach (var name in all.Keys.Where(name => name.StartsWith("lm_head.", StringComparison.Ordinal)).ToArray())
                    all.Remove(name);
                (all["classifier.dense.weight"], all["classifier.dense.bias"]) = (rand(32, 32), rand(32));
                (all["classifier.out_proj.weight"], all["classifier.out_proj.bias"]) = (rand(3, 32), rand(3));
            });
        RobertaToLongformer.Convert(source, Target, maxLength: 70, window: 8);
        using var model = LongformerForSequenceClassification.FromPretrained(Target, Pattern());
        Assert.Equal(["bad", "so-so", "good"], model.Config.Labels);
        Assert.True(model.state_dict()["classifier.out_proj.weight"].Equals(Load(source)["classifier.out_proj.weight"]));
        Assert.Equal("float32", (string?)Config()["torch_dtype"]);
    }

    [Fact]
    public void A_converted_folder_that_is_loaded_and_saved_keeps_its_tensors()
    {
        using var scope = NewDisposeScope();
        RobertaToLongformer.Convert(Golden, Target, maxLength: 64, window: 8);
        using var model = LongformerForMaskedLM.FromPretrained(Target, Pattern());
        model.Save(PathOf("again"));
        var converted = Load(Target);
        // The decoder is tied to the words, and is saved once.
        Assert.True(converted.Remove("lm_head.decoder.weight") && converted.Remove("lm_head.decoder.bias"));
        Same(converted, Load(PathOf("again")));
    }

    /// <summary>What the two classes take a missing value for differs: 50,265 words here, 30,522 there.</summary>
    [Fact]
    public void A_missing_vocabulary_size_is_written_out()
    {
        using var scope = NewDisposeScope();
        var source = Source(config => config.Remove("vocab_size"), all =>
        {
            all["roberta.embeddings.word_embeddings.weight"] = zeros(50265, 32);
            all.Remove("lm_head.decoder.weight");
        });
        RobertaToLongformer.Convert(source, Target, maxLength: 64, window: 8);
        Assert.Equal(50265, (int?)Config()["vocab_size"]);
    }

    [Fact]
    public void The_tokenizer_comes_along_with_the_new_length()
    {
        var source = Source();
        File.WriteAllText(Path.Combine(source, "vocab.json"), "{\"Ġé\":0}");
        File.WriteAllText(Path.Combine(source, "tokenizer_config.json"), """{ "model_max_length": 32, "mask_token": "<mask>" }""");
        File.WriteAllText(Path.Combine(source, "README.md"), "not a tokenizer's");
        var made = RobertaToLongformer.Convert(source, Target, maxLength: 70, window: 8);
        Assert.Equal(["tokenizer_config.json", "vocab.json"], made.TokenizerFiles);
        Assert.Equal(["config.json", "model.safetensors", "tokenizer_config.json", "vocab.json"], Directory.GetFiles(Target).Select(Path.GetFileName).Order());
        Assert.Equal("{\"Ġé\":0}", File.ReadAllText(Path.Combine(Target, "vocab.json")));
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(Target, "tokenizer_config.json")))!;
        Assert.Equal((70, "<mask>"), ((int?)settings["model_max_length"], (string?)settings["mask_token"]));
    }

    private ReferencePattern Pattern() => new(CardPattern.For(LongformerConfig.FromFile(Path.Combine(Target, "config.json"))));
}
