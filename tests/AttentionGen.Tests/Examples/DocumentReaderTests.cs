using AttentionGen.Tests.Support;
using Quickstart;

namespace AttentionGen.Tests.Examples;

/// <summary>What examples/Quickstart reads, and what it refuses.</summary>
public sealed class DocumentReaderTests : TemporaryFolder
{
    [Fact]
    public void Leaves_out_a_byte_order_mark() => Assert.Equal("\u00e9", DocumentReader.Read(File("\uFEFF\u00e9"u8)));

    [Fact]
    public void Refuses_a_missing_file() => Refuses(PathOf("none.txt"), "There is no file", "Check the name");

    [Fact]
    public void Refuses_a_directory() => Refuses(Path.GetDirectoryName(PathOf("x"))!, "is a directory", "Name the text files in it");

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public void Refuses_an_empty_file(string text) => Refuses(File(System.Text.Encoding.UTF8.GetBytes(text)), "is empty", "holds some text");

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b' }, "byte 1 is NUL")]
    [InlineData(new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xE9 }, "not valid UTF-8")]
    public void Refuses_what_is_not_text(byte[] bytes, string reason) => Refuses(File(bytes), reason, "saved as UTF-8");

    [Fact]
    public void Refuses_more_than_any_model_reads() => Refuses(File(Enumerable.Repeat((byte)'a', (16 << 20) + 1).ToArray()), "more than 16 MiB", "single document");

    [Fact]
    public void Refuses_a_file_that_it_cannot_read()
    {
        var path = File("text"u8);
        using var holder = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Refuses(path, "cannot be read", "Check that you may read it");
    }

    private static void Refuses(string path, params string[] parts)
    {
        var refusal = Assert.Throws<Refusal>(() => DocumentReader.Read(path));
        Assert.Equal(ExitCode.BadFile, refusal.Code);
        Assert.All([$"'{path}'", .. parts], part => Assert.Contains(part, refusal.Message));
    }

    private string File(ReadOnlySpan<byte> bytes)
    {
        var path = PathOf("document.txt");
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
