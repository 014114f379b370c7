using System.IO.Compression;
using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Training;

public class JsonLinesTests : TemporaryFolder
{
    private string Plain(string text)
    {
        File.WriteAllText(PathOf("data.jsonl"), text);
        return PathOf("data.jsonl");
    }

    [Fact]
    public void FieldsAreChosenByTheCaller()
    {
        var line = JsonLines.Read(Plain("{\"text\": \"naïve\", \"label\": -3, \"ids\": [1, 2]}")).Single();
        Assert.Equal("naïve", line.Text("text"));
        Assert.Equal(-3, line.Whole("label"));
        Assert.Equal([1, 2], line.Wholes("ids"));
        Assert.Null(line.Find("other"));
    }

    [Fact]
    public void HalfOfASurrogatePairIsRefused()
    {
        var line = JsonLines.Read(Plain("{\"text\": \"\\ud83d\"}")).Single();
        var error = Assert.Throws<TrainingException>(() => line.Text("text"));
        Assert.Contains("line 1: \"text\" holds half of a surrogate pair", error.Message);
    }

    [Fact]
    public void EmptyLinesAreSkippedAndCounted()
    {
        var lines = JsonLines.Read(Plain("{\"a\":1}\r\n\n  \n{\"a\":2}\n")).ToArray();
        Assert.Equal([1, 4], lines.Select(l => l.Number));
    }

    [Fact]
    public void PackedFilesAreReadWhateverTheirName()
    {
        var path = PathOf("data.jsonl");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            packed.Write("{\"a\":1}\n{\"a\":2}"u8);
        Assert.Equal([1, 2], JsonLines.Read(path).Select(l => l.Whole("a")));
    }

    [Fact]
    public void APackedFileThatIsCutOffIsRefused()
    {
        var path = PathOf("cut.jsonl.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            for (var i = 0; i < 20000; i++)
                packed.Write(System.Text.Encoding.ASCII.GetBytes($"{{\"a\":{i * 7919 % 10007}}}\n"));
        }
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        var error = Assert.Throws<TrainingException>(() => JsonLines.Read(path).Count());
        Assert.Contains("cut.jsonl.gz, line", error.Message);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":", "line 2 is not valid JSON")]
    [InlineData("{\"a\":1}\n[1]", "line 2: a JSON Array stands where an object is needed")]
    [InlineData("{\"b\":1,\"c\":2}", "line 1: there is no field \"a\". The line has: b, c.")]
    [InlineData("{\"a\":\"x\"}", "line 1: \"a\" must be a whole number, but is \"x\".")]
    [InlineData("{\"a\":1.5}", "line 1: \"a\" must be a whole number of 32 bits, but is 1.5.")]
    public void WhatIsWrongIsNamedWithItsLine(string text, string message)
    {
        var error = Assert.Throws<TrainingException>(() => JsonLines.Read(Plain(text)).Select(l => l.Whole("a")).ToArray());
        Assert.StartsWith(PathOf("data.jsonl"), error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void LinesAreReadOneByOne() =>
        Assert.Equal(1, JsonLines.Read(Plain("{\"a\":1}\nbroken")).First().Whole("a"));

    [Fact]
    public void BytesThatAreNoTextAreNamedAndTheNextLineCanBeRead()
    {
        var path = PathOf("data.jsonl");
        File.WriteAllBytes(path, [.. "\uFEFF{\"a\":1}\r\n{\"a\":\""u8, 0xC3, 0x28, .. "\"}\n{\"a\":3}"u8]);
        var lines = JsonLines.Lines(path).ToArray();
        Assert.Equal([1, 2, 3], lines.Select(line => line.Number));
        Assert.Equal(1, lines[0].Parse().Whole("a"));
        Assert.Contains("data.jsonl, line 2: its byte 6, 0xC3, is no UTF-8", Assert.Throws<TrainingException>(() => lines[1].Parse()).Message);
        Assert.Equal(3, lines[2].Parse().Whole("a"));
    }

    [Fact]
    public void LongLinesAndShortReadsMakeNoDifference()
    {
        var text = string.Join('\n', Enumerable.Range(0, 50).Select(i => $"{{\"a\":{i},\"b\":\"{new string('é', i * 4001 % 100_000)}\"}}"));
        using var stream = new Dripping(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (i, i * 4001 % 100_000)), JsonLines.Lines(stream, "dripping").Select(line => line.Parse()).Select(line => (line.Whole("a"), line.Text("b").Length)));
    }

    /// <summary>Gives 1 to 30,000 bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes) : MemoryStream(bytes)
    {
        private int _reads;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + (_reads++ * 7919 % 30_000)));
    }
}
