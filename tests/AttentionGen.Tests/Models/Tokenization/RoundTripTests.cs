using System.Text;

namespace AttentionGen.Tests.Models.Tokenization;

/// <summary>Decoding gives every text back, whatever is in it.</summary>
public class RoundTripTests : TinyTokenizer
{
    [Theory]
    [InlineData(""), InlineData(" "), InlineData("   \n\n\t \r\n "), InlineData(" low  low   lower "), InlineData("it's we'll 'S '' 'sore")]
    [InlineData("👩‍👩‍👧 🇩🇪 e\u0301 é \u200d\ufeff"), InlineData("\0\u0001\u001c\u007f\u0085\u00a0\u2028\u3000x"), InlineData("<s></s> Ġ ĉ ä¸Ń")]
    public void OddTexts(string text) => Holds(text);

    [Fact]
    public void EveryCharacterAndSoEveryByte()
    {
        // All of the basic plane, and a sample of the others.
        var text = new StringBuilder();
        for (var point = 0; point <= 0x10FFFF; point += point < 0x10000 ? 1 : 97)
        {
            if (Rune.IsValid(point))
                text.Append(new Rune(point));
        }
        Holds(text.ToString());
        // UTF-8 never uses the bytes C0, C1 and F5 to FF.
        var tokenizer = Load();
        Assert.Equal(256 - 13, tokenizer.EncodeToIds(text.ToString(), addSpecialTokens: false).Where(id => id < Lo).Distinct().Count());
        Assert.Equal(256, Enumerable.Range(4, 256).Select(tokenizer.TokenOf).Distinct().Count());
    }

    [Theory]
    [InlineData("low ", 0xD83D, ""), InlineData("", 0xDE42, "low"), InlineData("a", 0xD83D, "🙂")] // attributes hold no halves
    public void HalfOfASurrogatePairIsRefused(string before, int half, string after)
    {
        var error = Assert.Throws<ArgumentException>(() => Load().Encode(before + (char)half + after));
        Assert.Contains($"half of a surrogate pair (U+{half:X4}) at position {before.Length}", error.Message);
    }

    [Fact]
    public void TokensCutOutOfACharacterDecodeToAReplacement()
    {
        var tokenizer = Load();
        var ids = tokenizer.EncodeToIds("é", addSpecialTokens: false);
        Assert.Equal("\ufffd", tokenizer.Decode(ids[..1]));
    }

    [Theory]
    [InlineData(-1), InlineData(264), InlineData(int.MaxValue)]
    public void IdsOutsideTheVocabularyAreRefused(int id)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Load().Decode([0, id]));
        Assert.Contains($"The id {id} is not in the vocabulary, whose ids are 0 to 263", error.Message);
    }

    private void Holds(string text)
    {
        var tokenizer = Load();
        var encoded = tokenizer.Encode(text);
        Assert.Equal(text, tokenizer.Decode(encoded.Ids, skipSpecialTokens: true));
        Assert.All(encoded.Offsets, o => Assert.InRange(o.End, o.Start, text.Length));
        Assert.Equal(encoded.Ids, tokenizer.EncodeToIds(text));
    }
}
