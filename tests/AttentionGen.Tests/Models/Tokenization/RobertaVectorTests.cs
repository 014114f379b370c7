using System.Text.Json;
using AttentionGen.Models.Tokenization;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Tokenization;

/// <summary>The ids and offsets of Hugging Face's implementations, and every text back.</summary>
public class RobertaVectorTests : TemporaryFolder
{
    [Fact]
    public void IdsAndOffsetsOfRealTextsAreHuggingFaces()
    {
        var tokenizer = Vectors.Roberta;
        var vectors = Vectors.Lines("roberta-bpe", "hf-tokenizers-vectors.jsonl").Where(v => !v.GetProperty("has_special_text").GetBoolean()).ToList();
        Assert.NotEmpty(vectors);
        foreach (var vector in vectors)
        {
            var text = vector.Text();
            var encoded = tokenizer.Encode(text);
            Assert.Equal(vector.Ids(), encoded.Ids);
            Assert.Equal(vector.GetProperty("offsets").EnumerateArray().Select(o => (o[0].GetInt32(), o[1].GetInt32())), encoded.CodePoints(text));
            Assert.Equal(text, tokenizer.Decode(encoded.Ids, skipSpecialTokens: true));
        }
    }

    [Fact]
    public void IdsOfLongDocumentsAreHuggingFaces()
    {
        var tokenizer = Vectors.Roberta;
        var articles = Vectors.Lines("hyperpartisan", "articles-byarticle.jsonl").ToDictionary(a => a.Text("id"), a => a.Text());
        var vectors = Vectors.Lines("roberta-bpe", "hf-tokenizers-longdocs.jsonl").ToList();
        Assert.NotEmpty(vectors);
        foreach (var vector in vectors)
        {
            Assert.Equal("hyperpartisan/articles-byarticle.jsonl", vector.Text("dataset"));
            var text = articles[vector.Text("id")];
            var ids = tokenizer.EncodeToIds(text);
            Assert.Equal(vector.Ids(), ids);
            Assert.Equal(text, tokenizer.Decode(ids, skipSpecialTokens: true));
        }
    }

    [Fact]
    public void IdsAndTokensAreTransformersJss()
    {
        var tokenizer = Vectors.Roberta;
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("roberta-bpe", "transformers-js-vectors.json")));
        var cases = document.RootElement.GetProperty("Xenova/all-distilroberta-v1").EnumerateObject().ToList();
        Assert.NotEmpty(cases);
        foreach (var (name, vector) in cases.Select(c => (c.Name, c.Value)))
        {
            var encoded = tokenizer.EncodeToIds(vector.Text());
            Assert.True(vector.Ids().SequenceEqual(encoded), name);
            Assert.Equal(vector.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()), encoded[1..^1].Select(tokenizer.TokenOf));
            Assert.Equal(vector.Text("decoded"), tokenizer.Decode(encoded));
        }
    }

    [Fact]
    public void EitherKindOfFilesGivesTheSame()
    {
        foreach (var file in new[] { "vocab.json", "merges.txt" })
            File.Copy(Path.Combine(Vectors.Folder, file), PathOf(file));
        var (one, other) = (Vectors.Roberta, RobertaTokenizer.FromPretrained(PathOf("")));
        Assert.Equal(50265, other.VocabularySize);
        Assert.Equal(new SpecialTokens(new("<s>", 0), new("<pad>", 1), new("</s>", 2), new("<unk>", 3), new("<mask>", 50264)), other.Special);
        Assert.Equal(one.Special, other.Special);
        Assert.Equal(Enumerable.Range(0, 50265).Select(one.TokenOf), Enumerable.Range(0, 50265).Select(other.TokenOf));
        foreach (var vector in Vectors.Lines("roberta-bpe", "hf-tokenizers-vectors.jsonl").Take(100))
            Assert.Equal(one.EncodeToIds(vector.Text()), other.EncodeToIds(vector.Text()));
    }
}
