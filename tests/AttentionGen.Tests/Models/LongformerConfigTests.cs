using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models;

public class LongformerConfigTests : TemporaryFolder
{
    [Fact]
    public void AbsentKeysHaveHuggingFacesDefaults()
    {
        var config = Read("{}");
        Assert.All(typeof(LongformerConfig).GetProperties(), property => Assert.Equal(property.GetValue(new LongformerConfig()), property.GetValue(config)));
        Assert.Equal([512], config.AttentionWindow);
        Assert.Equal(1e-12, config.LayerNormEps);
    }

    [Fact]
    public void WindowsAreOneNumberOrOnePerLayer()
    {
        Assert.Equal(8, Read("""{"attention_window": 8}""").WindowOf(11));
        Assert.Equal(4, Read("""{"num_hidden_layers": 2, "attention_window": [8, 4]}""").WindowOf(1));
    }

    [Fact]
    public void LabelsAreInTheOrderOfTheirIds()
    {
        Assert.Equal(["a", "b", "c"], Read("""{"id2label": {"2": "c", "0": "a", "1": "b"}}""").Labels);
        Assert.Equal(["LABEL_0", "LABEL_1"], Read("""{"id2label": null, "problem_type": null}""").Labels);
        Assert.Equal(["LABEL_0", "LABEL_1", "LABEL_2"], Read("""{"num_labels": 3}""").Labels);
    }

    [Theory]
    [InlineData("regression", ProblemType.Regression)]
    [InlineData("single_label_classification", ProblemType.SingleLabelClassification)]
    [InlineData("multi_label_classification", ProblemType.MultiLabelClassification)]
    public void ProblemTypesAreHuggingFaces(string name, ProblemType type) =>
        Assert.Equal(type, Read($$"""{"problem_type": "{{name}}"}""").ProblemType);

    [Theory]
    [InlineData("""{"hidden_size": "abc"}""", "\"hidden_size\" is \"abc\"")]
    [InlineData("""{"hidden_size": 0}""", "\"hidden_size\" is 0")]
    [InlineData("""{"hidden_size": 10, "num_attention_heads": 4}""", "\"hidden_size\" is 10, but must be a multiple of num_attention_heads (4)")]
    [InlineData("""{"num_hidden_layers": 2.5}""", "\"num_hidden_layers\" is 2.5")]
    [InlineData("""{"attention_window": 7}""", "\"attention_window\" is 7")]
    [InlineData("""{"attention_window": [8, 8]}""", "\"attention_window\" is [8, 8]")]
    [InlineData("""{"num_hidden_layers": 2, "attention_window": [8, 0]}""", "\"attention_window\" is [8, 0]")]
    [InlineData("""{"hidden_act": "swish"}""", "\"hidden_act\" is \"swish\", but must be one of \"gelu\", \"gelu_new\", \"relu\"")]
    [InlineData("""{"hidden_dropout_prob": 1.5}""", "\"hidden_dropout_prob\" is 1.5")]
    [InlineData("""{"model_type": "bert"}""", "\"model_type\" is \"bert\"")]
    [InlineData("""{"position_embedding_type": "relative_key"}""", "\"position_embedding_type\" is \"relative_key\"")]
    [InlineData("""{"pad_token_id": null}""", "\"pad_token_id\" is null")]
    [InlineData("""{"vocab_size": 5, "pad_token_id": 5}""", "\"pad_token_id\" is 5")]
    [InlineData("""{"id2label": {"0": "a", "2": "b"}}""", "\"id2label\" is {\"0\": \"a\", \"2\": \"b\"}, but must be")]
    [InlineData("""{"id2label": {"0": 5}}""", "\"id2label\" is {\"0\": 5}")]
    [InlineData("""{"id2label": {}}""", "\"id2label\" is {}")]
    [InlineData("""{"id2label": ["a"]}""", "\"id2label\" is [\"a\"]")]
    [InlineData("""{"problem_type": "ranking"}""", "\"problem_type\" is \"ranking\", but must be one of \"regression\"")]
    [InlineData("""{"tie_word_embeddings": 1}""", "\"tie_word_embeddings\" is 1, but must be true or false")]
    [InlineData("""{"vocab_size": 5, "vocab_size": 6}""", "vocab_size")]
    [InlineData("""{"hidden_act": "\ud800"}""", "\"hidden_act\" is \"\\ud800\"")]
    [InlineData("""{"id2label": {"0": "\ud800"}}""", "\"id2label\" is {\"0\": \"\\ud800\"}")]
    [InlineData("""{"\ud800": 1}""", "is not valid JSON")]
    [InlineData("""[]""", "must hold a JSON object")]
    [InlineData("""{""", "is not valid JSON")]
    public void WrongValuesAreRefused(string json, string message)
    {
        var error = Assert.Throws<CheckpointException>(() => Read(json));
        Assert.Contains(message, error.Message);
        Assert.Contains(PathOf("config.json"), error.Message);
    }

    private LongformerConfig Read(string json)
    {
        File.WriteAllText(PathOf("config.json"), json);
        return LongformerConfig.FromFile(PathOf("config.json"));
    }
}
