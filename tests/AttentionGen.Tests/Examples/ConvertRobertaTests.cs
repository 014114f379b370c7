using System.IO.Compression;
using System.Text.Json;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Conversion;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;
using ConvertRoberta;
using Quickstart;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Examples;

/// <summary>The parts of examples/ConvertRoberta.</summary>
public sealed class ConvertRobertaTests : TemporaryFolder
{
    private static readonly RobertaTokenizer s_tokenizer = RobertaTokenizer.FromPretrained(CommandLine.ShippedModel);

    /// <summary>A source of the table's shape with fresh weights: saved as a RoBERTa and converted with a window over its length, it is itself.</summary>
    [Fact]
    public void The_source_is_a_roberta_that_computes_the_same()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var config = Recipe.Source(s_tokenizer) with { NumHiddenLayers = 2, HiddenSize = 32, IntermediateSize = 16 };
        using var model = new LongformerForMaskedLM(config, new FullAttention(config.CompilePattern()));
        model.eval();
        Directory.CreateDirectory(PathOf("tokenizer"));
        File.Copy(Path.Combine(CommandLine.ShippedModel, "tokenizer.json"), PathOf("tokenizer/tokenizer.json"));
        RobertaFolder.Save(PathOf("roberta"), model, PathOf("tokenizer"));
        using (var file = SafetensorsFile.Open(PathOf("roberta/model.safetensors")))
            Assert.All(file.Names, name => Assert.DoesNotContain("global", name.Replace("roberta.", "")));
        RobertaToLongformer.Convert(PathOf("roberta"), PathOf("long"), Recipe.ShortLength, 2 * Recipe.ShortLength);
        using var again = LongformerForMaskedLM.FromPretrained(PathOf("long"));
        var input = new LongformerInput { InputIds = tensor(Enumerable.Range(5, 512).Select(id => (long)id).ToArray()).unsqueeze(0) };
        Assert.True(model.call(input, null).Logits.allclose(again.call(input, null).Logits, 1e-4, 1e-5));
        Assert.Equal(s_tokenizer.VocabularySize, RobertaTokenizer.FromPretrained(PathOf("long")).VocabularySize);
    }

    /// <summary>A loss that depends on the tokens alone is the same however documents are cut.</summary>
    [Fact]
    public void The_same_tokens_are_hidden_however_documents_are_cut()
    {
        using var scope = NewDisposeScope();
        var config = Recipe.Source(s_tokenizer) with { NumHiddenLayers = 1, HiddenSize = 32, IntermediateSize = 16, MaxPositionEmbeddings = Recipe.LongLength + 2, AttentionWindow = [4] };
        using var model = new LongformerForMaskedLM(config, config.CompilePattern());
        model.eval();
        using (no_grad())
        {
            foreach (var (name, parameter) in model.named_parameters())
            {
                if (name != "lm_head.bias")
                    parameter.zero_();
            }
            model.get_parameter("lm_head.bias")!.normal_();
        }
        string[] texts = [.. Enumerable.Range(0, 2).Select(n => string.Join(' ', Enumerable.Range(0, 3000).Select(i => (i * 7919 + n) % 100)))];
        var documents = new MaskedDocuments(texts, s_tokenizer);
        var whole = documents.Bits(model, whole: true, TestContext.Current.CancellationToken);
        var pieces = documents.Bits(model, whole: false, TestContext.Current.CancellationToken);
        Assert.All(whole.Counts, hidden => Assert.InRange(hidden, 4080 * 0.27, 4080 * 0.33));
        Assert.Equal(whole.Counts, pieces.Counts);
        Assert.All(whole.Values.Zip(pieces.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.NotEqual(whole.Values[0], whole.Values[1], 1e-4);
        var seams = documents.BitsAtSeams(model, whole: true, TestContext.Current.CancellationToken);
        Assert.All(seams.Counts, hidden => Assert.InRange(hidden, 5, 35)); // 30 % of 56
    }

    /// <summary>Four tokens to each side of the seven seams: pieces are cut behind token 509, positions begin anew at 512, which is token 511.</summary>
    [Fact]
    public void Seams_are_between_pieces_and_where_positions_begin_anew()
    {
        int[] Near(bool whole) => [.. Enumerable.Range(0, 4080).Where(token => MaskedDocuments.IsNearSeam(token, whole))];
        Assert.Equal(Enumerable.Range(1, 7).SelectMany(seam => Enumerable.Range((seam * 510) - 4, 8)), Near(whole: false));
        Assert.Equal(Enumerable.Range(1, 7).SelectMany(seam => Enumerable.Range((seam * 512) - 5, 8)), Near(whole: true));
    }

    [Fact]
    public void A_document_too_short_to_compare_is_refused() =>
        Assert.Contains("4,080 are compared", Assert.Throws<TrainingException>(() => new MaskedDocuments(["short"], s_tokenizer)).Message);

    [Fact]
    public void Pieces_stand_between_begin_and_end_and_keep_their_labels()
    {
        var example = new Example([.. Enumerable.Range(10, 7)]) { Labels = [.. Enumerable.Range(20, 7)] };
        Example[] pieces = [.. Pieces.Cut(example, s_tokenizer, 5)];
        Assert.Equal(2, pieces.Length); // the seventh token is left out
        Assert.Equal([0, 13, 14, 15, 2], pieces[1].Ids);
        Assert.Equal([-100, 23, 24, 25, -100], pieces[1].Labels);
    }

    /// <summary>By hand: means 1 and 4 of 1 and 3 tokens are 3.25; the error is sqrt(2 x (0.25^2 x 2.25^2 + 0.75^2 x 0.75^2)).</summary>
    [Fact]
    public void A_mean_has_the_error_of_its_documents()
    {
        var (mean, error) = new DocumentBits([1, 4], [1, 3]).Mean();
        Assert.Equal(3.25, mean, 1e-12);
        Assert.Equal(1.125, error, 1e-12);
    }

    [Fact]
    public void Documents_are_split_the_same_each_time_and_none_is_in_two_parts()
    {
        Write("sotu/sotu.jsonl.gz", n => new { text = Long($"speech {n} ") });
        Write("scisummnet/papers.400.jsonl.gz", n => new { title = $"paper {n}", @abstract = "short", sections = new[] { new { title = "1", text = Long("x ") } } });
        Write("qmsum/train.jsonl.gz", n => new { meeting_transcripts = new[] { new { speaker = $"A {n}", content = Long("y ") } } });
        LongDocuments first = new(PathOf("")), second = new(PathOf(""));
        Assert.Equal((60, 30, 3), (first.Test.Count, first.Validation.Count, first.Training.Count));
        string[] all = [.. first.Training, .. first.Validation, .. first.Test];
        Assert.Equal(93, all.Distinct().Count());
        Assert.Contains(all, text => text.StartsWith("paper 3\nshort\n1\nx x", StringComparison.Ordinal));
        Assert.Contains(all, text => text.StartsWith("A 3: y y", StringComparison.Ordinal));
        Assert.Equal(all, second.Training.Concat(second.Validation).Concat(second.Test));

        Write("qmsum/train.jsonl.gz", _ => new { meeting_transcripts = new[] { new { speaker = "A" } } });
        Assert.Contains("a part without the text \"content\"", Assert.Throws<TrainingException>(() => new LongDocuments(PathOf(""))).Message);
        File.Delete(PathOf("qmsum/train.jsonl.gz"));
        Assert.Contains("qmsum/train.jsonl.gz", Assert.Throws<TrainingException>(() => new LongDocuments(PathOf(""))).Message);
    }

    private static string Long(string words) => string.Concat(Enumerable.Repeat(words, 30_000 / words.Length + 1));

    private void Write(string file, Func<int, object> line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        using var packed = new GZipStream(File.Create(PathOf(file)), CompressionLevel.Fastest);
        using var writer = new StreamWriter(packed);
        for (var number = 0; number < 31; number++)
            writer.WriteLine(JsonSerializer.Serialize(line(number)));
    }
}
