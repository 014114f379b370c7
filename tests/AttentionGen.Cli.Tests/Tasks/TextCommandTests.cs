using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>attentiongen tag, fill-mask and embed.</summary>
public class TextCommandTests : TinyFolder
{
    [Fact]
    public void Tags_stand_where_the_words_do()
    {
        using (var model = new LongformerForTokenClassification(Config with { Labels = ["B-x", "I-x"] }, Config.CompilePattern()))
            model.Save(Folder);
        const string Text = "Low 👩‍👧 cafe\u0301, 𝒳";
        var line = Lines(Tool.Run("tag", Folder, "--jsonl", Write("in.jsonl", $"{{\"id\":1,\"text\":\"{Text}\"}}")).Output)[0];
        var words = line.GetProperty("words").EnumerateArray().ToArray();
        Assert.Equal(["Low", "👩‍👧", "cafe\u0301", ",", "𝒳"], words.Select(word => word.GetProperty("text").GetString()));
        Assert.All(words, word => Assert.Equal(word.GetProperty("text").GetString(), Text[word.GetProperty("start").GetInt32()..word.GetProperty("end").GetInt32()]));
        Assert.All(words, word => Assert.True(word.GetProperty("label").GetString() is "B-x" or "I-x"));
        var entities = line.GetProperty("entities").EnumerateArray().ToArray();
        Assert.Equal(words.Where((word, i) => i == 0 || word.GetProperty("label").GetString() == "B-x").Select(word => word.GetProperty("start").GetInt32()), entities.Select(e => e.GetProperty("start").GetInt32()));
        Assert.All(entities, entity => Assert.Equal("x", entity.GetProperty("type").GetString()));

        var plain = Tool.Run("tag", Folder, "--text", Text).Output.Split('\n');
        Assert.Equal($"{Text}: {entities.Length} of one label in 5 words", plain[0]);
        Assert.StartsWith("  0..", plain[1]);
    }

    [Fact]
    public void Masks_are_filled()
    {
        using (var model = new LongformerForMaskedLM(Config, Config.CompilePattern()))
            model.Save(Folder);
        var run = Tool.Run("fill-mask", Folder, "--top", "2", "--jsonl", Write("in.jsonl", "{\"text\":\"low <mask> lo <mask>.\"}\n{\"id\":2,\"text\":\"low\"}"));
        Assert.Equal(1, run.Status);
        Assert.Contains("in.jsonl, line 2: The text has no <mask>", Assert.Single(run.Errors));
        var lines = Lines(run.Output);
        Assert.Equal([4, 14], lines[0].GetProperty("masks").EnumerateArray().Select(mask => mask.GetProperty("start").GetInt32()));
        var candidates = lines[0].GetProperty("masks")[1].GetProperty("candidates").EnumerateArray().ToArray();
        Assert.Equal(2, candidates.Length);
        Assert.True(candidates[0].GetProperty("probability").GetDouble() >= candidates[1].GetProperty("probability").GetDouble());
        Assert.All(candidates, c => Assert.Equal($"low <mask> lo{(c.GetProperty("token").GetString() is [' ', ..] ? " " : "")}{c.GetProperty("token").GetString()!.TrimStart(' ')}.", c.GetProperty("sentence").GetString()));

        var plain = Tool.Run("fill-mask", Folder, "--top", "3", "--text", "low <mask>").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["low <mask>:", "  mask at 4"], plain[..2]);
        Assert.Equal(5, plain.Length);
        Assert.Equal(2, Tool.Run("fill-mask", Folder, "--top", "265", "--text", "low <mask>").Status);
    }

    [Fact]
    public void Vectors_are_written_whole()
    {
        using (var model = new LongformerModel(Config, Config.CompilePattern()))
            model.Save(Folder);
        var input = Write("in.jsonl", "{\"text\":\"low\"}\n{\"text\":\"lower low 😀\"}\n{\"text\":\"\"}");
        var mean = Vectors("embed", Folder, "--jsonl", input);
        Assert.Equal([8, 8, 8], mean.Select(v => v.Length));
        var unit = Vectors("embed", Folder, "--jsonl", input, "--normalize", "--max-tokens-per-batch", "1");
        var lengths = mean.Select(v => Math.Sqrt(v.Sum(x => x * x))).ToArray();
        Assert.All(unit.Index(), v => Assert.All(v.Item.Index(), x => Assert.Equal(mean[v.Index][x.Index] / lengths[v.Index], x.Item, 1e-5)));
        var first = Vectors("embed", Folder, "--jsonl", input, "--pooling", "first");
        Assert.True(mean[0].Zip(first[0]).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-3);
        Assert.StartsWith($"low: 8 numbers, {mean[0][0]:0.0000} ", Tool.Run("embed", Folder, "--text", "low").Output);
        Assert.Equal(2, Tool.Run("embed", Folder, "--text", "low", "--pooling", "last").Status);
    }

    private static double[][] Vectors(params string[] arguments) =>
        [.. Lines(Tool.Run(arguments).Output).Select(line => line.GetProperty("embedding").EnumerateArray().Select(value => value.GetDouble()).ToArray())];
}
