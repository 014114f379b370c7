using System.Diagnostics;
using AttentionGen.Models.Tokenization;
using Microsoft.ML.Tokenizers;

namespace AttentionGen.Tests.Models.Tokenization;

/// <summary>Words of any length are merged as short ones are, and in reasonable time.</summary>
public class LongWordTests : TinyTokenizer
{
    [Theory]
    [InlineData(511), InlineData(512), InlineData(513), InlineData(3000)]
    public void LongWordsAreMergedAsTheLibraryDoes(int length)
    {
        var random = new Random(length);
        string Word() => string.Concat(Enumerable.Range(0, length).Select(_ => "abclow"[random.Next(6)]));
        BpeTrainer.Train([.. Enumerable.Range(0, 50).Select(_ => Word()[..500])], 600).Save(Folder);
        var tokenizer = Load();
        var library = BpeTokenizer.Create(new BpeOptions(Path.Combine(Folder, "vocab.json"), Path.Combine(Folder, "merges.txt")) { ByteLevel = true });
        foreach (var word in new[] { Word(), new string('l', length), string.Concat(Enumerable.Repeat("low", length / 3)) })
            Assert.Equal(library.EncodeToIds(word, considerPreTokenization: false), tokenizer.EncodeToIds(word, addSpecialTokens: false));
    }

    [Theory]
    [InlineData("l"), InlineData(" "), InlineData("\n"), InlineData("low"), InlineData("low "), InlineData("é"), InlineData("🙂")]
    public void AMegabyteOfOneThingTakesNoTime(string thing)
    {
        var text = string.Concat(Enumerable.Repeat(thing, (1 << 20) / thing.Length));
        var tokenizer = Load();
        var watch = Stopwatch.StartNew();
        var encoded = tokenizer.Encode(text);
        // About a second; two minutes where the work grows with the square.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
        Assert.Equal(text, tokenizer.Decode(encoded.Ids, skipSpecialTokens: true));
    }
}
