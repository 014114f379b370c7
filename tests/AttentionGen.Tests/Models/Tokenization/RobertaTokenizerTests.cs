using AttentionGen.Models.Tokenization;

namespace AttentionGen.Tests.Models.Tokenization;

public class RobertaTokenizerTests : TinyTokenizer
{
    [Fact]
    public void AText()
    {
        var tokenizer = Load();
        var encoded = tokenizer.Encode("low lower");
        Assert.Equal([0, Low, SpaceLow, Byte('e'), Byte('r'), 2], encoded.Ids);
        Assert.Equal([default, new(0, 3), new(4, 7), new(7, 8), new(8, 9), default], encoded.Offsets);
        Assert.Equal([-1, 0, 0, 0, 0, -1], encoded.Texts);
        Assert.Equal("<s>low lower</s>", tokenizer.Decode(encoded.Ids));
        Assert.Equal("low lower", tokenizer.Decode(encoded.Ids, skipSpecialTokens: true));
    }

    [Fact]
    public void APair()
    {
        var tokenizer = Load();
        var encoded = tokenizer.Encode("low", " low");
        Assert.Equal([0, Low, 2, 2, SpaceLow, 2], encoded.Ids);
        Assert.Equal([default, new(0, 3), default, default, new(1, 4), default], encoded.Offsets);
        Assert.Equal([-1, 0, -1, -1, 1, -1], encoded.Texts);
        Assert.Equal(encoded.Ids, tokenizer.EncodeToIds("low", " low"));
        Assert.Equal([Low, SpaceLow], tokenizer.EncodeToIds("low", " low", addSpecialTokens: false));
        Assert.Equal([0, 2, 2, 2], tokenizer.EncodeToIds("", ""));
    }

    [Fact]
    public void OffsetsAreOfUtf16AndCharactersOfSeveralTokensRepeatTheirs()
    {
        var encoded = Load().Encode("🙂 é\nlo", addSpecialTokens: false);
        TokenOffset emoji = new(0, 2), accent = new(3, 4);
        Assert.Equal([emoji, emoji, emoji, emoji, new(3, 3), accent, accent, new(4, 5), new(5, 7)], encoded.Offsets);
    }

    [Fact]
    public void SpecialTokensAreFromTheFilesAndMeanNothingInsideAText()
    {
        var tokenizer = Load();
        Assert.Equal(new SpecialTokens(new("<s>", 0), new("<pad>", 1), new("</s>", 2), new("<unk>", 3), new("<mask>", Mask)), tokenizer.Special);
        Assert.Equal(264, tokenizer.VocabularySize);
        var ids = tokenizer.EncodeToIds("<mask></s>", addSpecialTokens: false);
        Assert.Equal(10, ids.Length);
        Assert.Equal("<mask></s>", tokenizer.Decode(ids, skipSpecialTokens: true));
        Edit("tokenizer.json", "<mask>", "[hidden]");
        Edit("tokenizer_config.json", "\"<mask>\"", """{"content": "[hidden]", "lstrip": true}""");
        Assert.Equal(new("[hidden]", Mask), Load().Special.Mask);
    }

    [Fact]
    public void ASpaceIsPutBeforeTheTextWhereTheFilesSaySo()
    {
        Edit("tokenizer_config.json", "\"add_prefix_space\":false", "\"add_prefix_space\":true");
        var tokenizer = Load();
        Assert.True(tokenizer.AddPrefixSpace);
        var encoded = tokenizer.Encode("low low", " low");
        Assert.Equal([0, SpaceLow, SpaceLow, 2, 2, SpaceLow, 2], encoded.Ids);
        Assert.Equal([default, new(0, 3), new(4, 7), default, default, new(1, 4), default], encoded.Offsets);
        Assert.Equal([0, 2], tokenizer.EncodeToIds(""));
        Delete("tokenizer_config.json");
        Assert.False(Load().AddPrefixSpace);
        Edit("tokenizer.json", "\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\"", "\"add_prefix_space\":true,\"trim_offsets\":true,\"use_regex\"");
        Assert.True(Load().AddPrefixSpace);
    }

    [Fact]
    public void OffsetsKeepSpacesWhereTheFilesSaySo()
    {
        Edit("tokenizer.json", "\"trim_offsets\":true,\"add_prefix_space\"", "\"trim_offsets\":false,\"add_prefix_space\"");
        Assert.Equal([new(0, 3), new(3, 7)], Load().Encode("low low", addSpecialTokens: false).Offsets);
    }

    [Fact]
    public void ManyThreadsMayEncode()
    {
        var tokenizer = Load();
        string[] texts = [.. Enumerable.Range(0, 2000).Select(i => $"low lower {i} slow {i * 7919 % 1000}")];
        Assert.Equal(texts.Select(t => tokenizer.EncodeToIds(t)), texts.AsParallel().AsOrdered().Select(t => tokenizer.EncodeToIds(t)));
    }

    private int Byte(char letter) => Load().IdOf($"{letter}")!.Value;
}
