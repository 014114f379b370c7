using AttentionGen.Models.Tokenization;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Tokenization;

/// <summary>Learned vocabularies as files.</summary>
public class TrainedVocabularyTests : TemporaryFolder
{
    [Fact]
    public void TheSameTextsInAnyOrderGiveTheSameFiles()
    {
        var texts = Enumerable.Range(0, 300).Select(i => $"the {i * i} lower rows of slow {i}, isn't it? ünï").ToArray();
        BpeTrainer.Train(texts, 400).Save(PathOf("one"));
        BpeTrainer.Train(texts.Reverse(), 400).Save(PathOf("two"));
        string[] files = ["merges.txt", "tokenizer.json", "tokenizer_config.json", "vocab.json"];
        Assert.Equal(files, Directory.GetFiles(PathOf("one")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in files)
            Assert.Equal(File.ReadAllBytes(Path.Combine(PathOf("one"), file)), File.ReadAllBytes(Path.Combine(PathOf("two"), file)));
    }

    [Fact]
    public void EitherKindOfFilesIsRead()
    {
        var texts = Enumerable.Range(0, 300).Select(i => $"the {i * i} lower rows of slow {i}, isn't it? ünï").ToArray();
        var trained = BpeTrainer.Train(texts, 400);
        Assert.Equal(400, trained.Tokens.Count);
        trained.Save(PathOf("both"));
        var json = RobertaTokenizer.FromPretrained(PathOf("both"));
        File.Delete(Path.Combine(PathOf("both"), "tokenizer.json"));
        var files = RobertaTokenizer.FromPretrained(PathOf("both"));
        Assert.Equal(json.Special, files.Special);
        Assert.Equal(new("<mask>", 399), files.Special.Mask);
        Assert.Equal(trained.Tokens, Enumerable.Range(0, 400).Select(files.TokenOf));
        foreach (var text in texts)
        {
            var ids = files.EncodeToIds(text);
            Assert.Equal(ids, json.EncodeToIds(text));
            Assert.Equal(text, files.Decode(ids, skipSpecialTokens: true));
        }
        Assert.StartsWith("#version: 0.2\n", File.ReadAllText(Path.Combine(PathOf("both"), "merges.txt")));
    }
}
