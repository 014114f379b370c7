using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Tests.Models.Tokenization;

/// <summary>Files that cannot be used are refused, with file, key and value.</summary>
public class TokenizerRefusalTests : TinyTokenizer
{
    [Theory]
    [InlineData("\"type\":\"BPE\"", "\"type\":\"WordPiece\"", "\"model.type\" is \"WordPiece\", but must be \"BPE\"")]
    [InlineData("\"pre_tokenizer\":{\"type\":\"ByteLevel\"", "\"pre_tokenizer\":{\"type\":\"Metaspace\"", "\"pre_tokenizer.type\" is \"Metaspace\", but must be \"ByteLevel\"")]
    [InlineData("\"pre_tokenizer\":{", "\"other\":{", "\"pre_tokenizer.type\" is missing")]
    [InlineData("\"use_regex\":true},\"post", "\"use_regex\":false},\"post", "\"pre_tokenizer.use_regex\" is false")]
    [InlineData("RobertaProcessing", "BertProcessing", "\"post_processor.type\" is \"BertProcessing\"")]
    [InlineData("\"normalizer\":null", "\"normalizer\":{\"type\":\"NFC\"}", "\"normalizer\" is {\"type\":\"NFC\"}, but must be missing")]
    [InlineData("\"dropout\":null", "\"dropout\":0.1", "\"model.dropout\" is 0.1")]
    [InlineData("\"end_of_word_suffix\":\"\"", "\"end_of_word_suffix\":\"</w>\"", "\"model.end_of_word_suffix\" is \"</w>\"")]
    [InlineData("\"cls\":[\"<s>\",0]", "\"cls\":[\"<s>\",7]", "\"post_processor.cls\" is [\"<s>\",7], but must be the cls token and its id")]
    [InlineData("\"special\":true", "\"special\":false", "special tokens only")]
    [InlineData("\"trim_offsets\":true", "\"trim_offsets\":\"yes\"", "\"post_processor.trim_offsets\" is \"yes\", but must be true or false")]
    [InlineData("\"lo w\"", "\"lo wow\"", "model.merges[1] merges \"lo\" and \"wow\", but \"wow\" is not in the vocabulary")]
    [InlineData("\"lo w\"", "[\"e\",\"r\"]", "model.merges[1] merges \"e\" and \"r\", but \"er\" is not in the vocabulary")]
    [InlineData("\"lo w\"", "\"low\"", "model.merges[1]: \"low\" must be two tokens with one space between them")]
    [InlineData("\"lo w\"", "\"l o\"", "model.merges[1] merges \"l\" and \"o\" for the second time")]
    [InlineData("\"lo w\"", "5", "\"model.merges[1]\" is 5, but must be two tokens")]
    [InlineData("\"lo\":260", "\"lo\":261", "\"lo\" and \"low\" both have the id 261", "\"low\" and \"lo\" both have the id 261")]
    [InlineData("\"lo\":260", "\"lo\":264", "\"lo\" has the id 264, but the 264 tokens must have the ids 0 to 263")]
    [InlineData("\"lo\":260", "\"lo\":-1", "\"lo\" has the id -1")]
    [InlineData("\"lo\":260", "\"lo\":2.5", "\"lo\" is 2.5, but must be a whole number")]
    [InlineData("\"lo\":260", "\"low\":260", "the token \"low\" stands there twice, with the ids 260 and 261")]
    [InlineData("\"Ġ\":", "\"Ġx\":", "no token \"Ġ\" for the byte 0x20")]
    [InlineData("\"version\":\"1.0\"", "\"version\":", "is not valid JSON")]
    [InlineData("\"lo\":260", "\"\\ud800\":260", "is not valid JSON")]
    public void TokenizerJson(string old, string replacement, string message, string? orMessage = null)
    {
        Edit("tokenizer.json", old, replacement);
        Refused("tokenizer.json", message, orMessage);
    }

    [Theory]
    [InlineData("merges.txt", "lo w", "lo", "merges.txt, line 3: \"lo\" must be two tokens with one space between them")]
    [InlineData("merges.txt", "lo w", "lo zz", "merges.txt, line 3 merges \"lo\" and \"zz\", but \"zz\" is not in the vocabulary")]
    [InlineData("vocab.json", "\"lo\":260", "\"lo\":\"x\"", "\"lo\" is \"x\", but must be a whole number")]
    [InlineData("vocab.json", "{", "[", "not valid JSON")]
    [InlineData("tokenizer_config.json", "\"<mask>\"", "\"[MASK]\"", "the mask_token, \"[MASK]\", is not in the vocabulary")]
    [InlineData("tokenizer_config.json", "\"<mask>\"", "7", "\"mask_token\" is 7, but must be a text")]
    [InlineData("tokenizer_config.json", "\"cls_token\":\"<s>\"", "\"cls_token\":\"low\"", "\"cls_token\" is \"low\", but must be \"<s>\", as bos_token is")]
    [InlineData("tokenizer_config.json", "\"add_prefix_space\":false", "\"add_prefix_space\":1", "\"add_prefix_space\" is 1, but must be true or false")]
    public void OtherFiles(string file, string old, string replacement, string message)
    {
        Delete("tokenizer.json");
        Edit(file, old, replacement);
        Refused(file, message);
    }

    [Fact]
    public void MissingFiles()
    {
        Delete("tokenizer.json", "merges.txt");
        Refused("", "needs tokenizer.json, or vocab.json and merges.txt, and has only vocab.json");
        Delete("vocab.json");
        Refused("", "and has none of them");
    }

    private void Refused(string file, params string?[] messages)
    {
        var error = Assert.Throws<CheckpointException>(() => RobertaTokenizer.FromPretrained(Folder));
        Assert.Contains(Path.Combine(Folder, file), error.Message);
        Assert.Contains(messages, m => m is not null && error.Message.Contains(m));
    }
}
