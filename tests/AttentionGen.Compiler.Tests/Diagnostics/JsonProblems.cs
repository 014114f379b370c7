using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0001, AG0002, AG0003, AG0016: what only files can get wrong.</summary>
public class JsonProblems
{
    [Theory]
    [InlineData("", 1, 1, "", "the document ends where a value is expected")]
    [InlineData("\uFEFF", 1, 2, "", "the document ends where a value is expected")]
    [InlineData("{\r\n  \"name\": \"P\"\r\n  \"layers\": 1 }", 3, 3, "\"", "',' or '}' is expected")]
    [InlineData("{\r \"name\":\r P }", 3, 2, "P", "'P' cannot start a value")]
    [InlineData("{\n  name: \"P\" }", 2, 3, "n", "a property name in double quotes is expected")]
    [InlineData("{\n  \"name\" \"P\" }", 2, 10, "\"", "':' is expected")]
    [InlineData("{\n  \"name\": \"P }", 2, 11, "\"", "a string is not closed on its line")]
    [InlineData("{\n  \"name\": \"P\n\" }", 2, 11, "\"", "a string is not closed on its line")]
    [InlineData("{ \"name\": \"P\\x\" }", 1, 13, "\\", "an escape is one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000")]
    [InlineData("{ \"name\": \"P\\u12\" }", 1, 13, "\\", "an escape is one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000")]
    [InlineData("{ \"window\": [1, 2,\n] }", 2, 1, "]", "a comma stands before ']'")]
    [InlineData("{ \"window\": 1, }", 1, 16, "}", "a comma stands before '}'")]
    [InlineData("{ \"window\": 01 }", 1, 14, "1", "',' or '}' is expected")]
    [InlineData("{ \"window\": - }", 1, 14, " ", "a digit is expected")]
    [InlineData("{ \"window\": 1. }", 1, 15, " ", "a digit is expected")]
    [InlineData("{ \"window\": 1e }", 1, 15, " ", "a digit is expected")]
    [InlineData("{ \"causal\": tru }", 1, 13, "t", "'true' is expected")]
    [InlineData("{} }", 1, 4, "}", "'}' stands behind the end of the document")]
    [InlineData("{ // comment\n}", 1, 3, "/", "a property name in double quotes is expected")]
    [InlineData("{ \"window\": [1", 1, 15, "", "',' or ']' is expected")]
    public void Json_parses(string text, int line, int column, string at, string message) =>
        Assert.Equal([$"p.attention.json({line},{column}): AG0001 '{at}': This is not valid JSON: {message}"], Broken.Json(text));

    [Fact]
    public void Nesting_is_bounded() => Assert.Equal(
        ["p.attention.json(1,65): AG0001 '[': This is not valid JSON: values are nested more than 64 deep"], Broken.Json(new string('[', 100_000)));

    [Theory]
    [InlineData("\"windw\": 8", "windw", "a pattern", "Did you mean 'window'?")]
    [InlineData("\"Layers\": 8", "Layers", "a pattern", "Did you mean 'layers'?")]
    [InlineData("\"max_length\": 8", "max_length", "a pattern", "Did you mean 'maxLength'?")]
    [InlineData("\"sparsity\": 8", "sparsity", "a pattern", "Known: '$schema', 'name', 'namespace', 'layers', 'heads', 'headSize', 'maxLength', 'causal', 'window', 'dilation', 'full', 'blockWindow', 'randomBlocks', 'blockList', 'stridedColumns', 'sparseStrided', 'sparseFixed', 'bigBird', 'etc', 'gmat', 'prefixLm', 'packedDocuments', 'global', 'globalAttention', 'predicate', 'models'.")]
    [InlineData("\"dilation\": { \"stride\": 2, \"head\": 0 }", "head", "a dilation", "Did you mean 'heads'?")]
    [InlineData("\"dilation\": { \"stride\": 2, \"since\": 0 }", "since", "a dilation", "Known: 'stride', 'layers', 'heads'.")]
    public void Properties_are_known(string json, string name, string owner, string hint) => Assert.Equal(
        [$"p.attention.json(2,{1 + json.IndexOf($"\"{name}\"", StringComparison.Ordinal)}): AG0002 '\"{name}\"': '{name}' is not a property of {owner}. {hint}"],
        Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4,\n" + json + " }"));

    [Fact]
    public void Properties_of_windows_are_known() => Assert.Equal(
        ["p.attention.json(2,3): AG0002 '\"befor\"': 'befor' is not a property of a window. Did you mean 'before'?"],
        Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": { \"after\": 1,\n  \"befor\": 4 } }"));

    [Fact]
    public void Properties_are_given_once() => Assert.Equal(
        [
            "p.attention.json(2,1): AG0003 '\"layers\"': 'layers' is given twice. Remove one of them.",
            "p.attention.json(3,11): AG0003 '\"\\u0061fter\"': 'after' is given twice. Remove one of them.",
        ],
        Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n\"layers\": 2, \"window\": { \"before\": 3, \"after\":\n    1,    \"\\u0061fter\": 1 } }"));

    [Theory]
    [InlineData("[]", "a list")]
    [InlineData("\"name\"", "\"name\"")]
    [InlineData("7", "7")]
    [InlineData("null", "null")]
    public void A_declaration_is_an_object(string json, string found) => Assert.Equal(
        [$"p.attention.json(2,2): AG0005 '{json}': 'declaration' must be a JSON object, but it is {found}"], Broken.Json($"\r\n {json}"));

    [Theory]
    [InlineData("\"model_type\": \"bert\"", "\"bert\"", "model_type must be \"longformer\" or \"led\", but it is \"bert\"")]
    [InlineData("\"model_type\": null", "null", "model_type must be \"longformer\" or \"led\", but it is null")]
    [InlineData("\"model_type\": \"longformer\", \"num_attention_heads\": 7", "{", "hidden_size 768 is not a multiple of num_attention_heads 7")]
    [InlineData("\"model_type\": \"led\", \"d_model\": 100", "100", "d_model 100 is not a multiple of encoder_attention_heads 16")]
    public void Configurations_are_Longformers(string json, string at, string message)
    {
        var text = "{ " + json + " }";
        Assert.Equal(
            [$"config.json(1,{1 + text.IndexOf(at, StringComparison.Ordinal)}): AG0016 '{at}': This configuration does not declare a pattern: {message}"],
            Broken.Files(new TextFile("config.json", text, "P")));
    }

    [Fact]
    public void Configurations_are_given_a_class_name() => Assert.Equal(
        ["p.attention.json(1,16): AG0016 '\"longformer\"': This configuration does not declare a pattern: no class name was given; set AttentionPatternName on the file's item"],
        Broken.Json("{\"model_type\": \"longformer\"}"));

    [Theory]
    [InlineData("\"num_hidden_layers\": 2, \"attention_window\": [4, 5]", "5", "AG0006", "A window is an even, positive total, half of it to each side, but this one is 5. Use 4 or 6, or say 'before' and 'after'.")]
    [InlineData("\"num_hidden_layers\": 3, \"attention_window\": [4, 8]", "[4, 8]", "AG0008", "'window' lists 2 values, but the pattern has 3 layers")]
    [InlineData("\"num_hidden_layers\": 0", "0", "AG0004", "A pattern needs 'layers', a whole number from 1 to 1024, but it is 0")]
    [InlineData("\"max_position_embeddings\": 2", "2", "AG0005", "'maxLength' must be a whole number from 1 to 16777216, but it is 0")]
    [InlineData("\"max_position_embeddings\": \"80\"", "\"80\"", "AG0005", "'maxLength' must be a whole number from 1 to 16777216, but it is \"80\"")]
    [InlineData("\"max_position_embeddings\": -2147483648", "-2147483648", "AG0005", "'maxLength' must be a whole number from 1 to 16777216, but it is -2147483650")]
    public void Values_of_configurations_are_checked_at_their_places(string json, string at, string id, string message)
    {
        var text = "{ \"model_type\": \"longformer\",\n" + json + " }";
        Assert.Equal([$"config.json(2,{1 + json.LastIndexOf(at, StringComparison.Ordinal)}): {id} '{at}': {message}"], Broken.Files(new TextFile("config.json", text, "P")));
    }
}
