using AttentionGen.Reference;
using AttentionGen.Tests.Models;
using Quickstart;

namespace AttentionGen.Tests.Examples;

/// <summary>The parts of examples/Quickstart: its files are compiled into these tests.</summary>
[Collection(nameof(TorchGenerator))] // seeds it, and watches the memory of the process
public sealed class QuickstartTests : IDisposable
{
    private const int MaxBytes = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("quickstart").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Ships_a_document_of_several_thousand_tokens()
    {
        var text = DocumentReader.Read(CommandLine.DocumentPath([]), new LongDocumentPattern().Card.MaxLength!.Value - ByteTokens.Added);
        Assert.InRange(text.Length, 7000, 7900);
        Assert.All(text, b => Assert.True(b is (byte)'\n' or (>= 32 and < 127)));
    }

    [Fact]
    public void Reads_text_up_to_the_last_position()
    {
        var text = Enumerable.Repeat((byte)'a', MaxBytes).ToArray();
        Assert.Equal(text, DocumentReader.Read(File(text), MaxBytes));
    }

    [Fact]
    public void Leaves_out_a_byte_order_mark() =>
        Assert.Equal("\u00e9"u8, DocumentReader.Read(File("\uFEFF\u00e9"u8), MaxBytes));

    [Fact]
    public void Refuses_a_missing_file() =>
        Refuses(ExitCode.Missing, Path.Combine(_folder, "none.txt"), "There is no file", "Check the name");

    [Fact]
    public void Refuses_a_directory() =>
        Refuses(ExitCode.Directory, _folder, "is a directory", "Name one text file");

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public void Refuses_an_empty_file(string text) =>
        Refuses(ExitCode.Empty, File(System.Text.Encoding.UTF8.GetBytes(text)), "is empty", "holds some text");

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b' }, "byte 1 is NUL")]
    [InlineData(new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xE9 }, "not valid UTF-8")]
    public void Refuses_what_is_not_text(byte[] bytes, string reason) =>
        Refuses(ExitCode.NotText, File(bytes), reason, "saved as UTF-8");

    [Fact]
    public void Refuses_a_long_binary_file_for_what_it_is() =>
        Refuses(ExitCode.NotText, File(new byte[10 * MaxBytes]), "byte 0 is NUL", "saved as UTF-8");

    [Fact]
    public void Refuses_more_bytes_than_positions() =>
        Refuses(ExitCode.TooLong, File(Enumerable.Repeat((byte)'a', MaxBytes + 1).ToArray()), "longer than the model's 100 bytes", "Cut it, or raise MaxLength");

    [Fact]
    public void Refuses_a_file_that_it_cannot_read()
    {
        var path = File("text"u8);
        using var holder = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Refuses(ExitCode.Unreadable, path, "cannot be read", "Check that you may read it");
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("a.txt", "b.txt")]
    public void Refuses_other_arguments(params string[] args) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<Refusal>(() => CommandLine.DocumentPath(args)).Code);

    [Fact]
    public void Help_lists_every_exit_code() =>
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.Contains($"\n  {(int)code}  ", CommandLine.Help(MaxBytes).ReplaceLineEndings("\n")));

    [Fact]
    public void A_token_is_a_byte_between_marks() =>
        Assert.Equal([ByteTokens.Cls, 'a' + 3L, 0xC3 + 3L, 0xA9 + 3L, ByteTokens.Sep], ByteTokens.Encode("a\u00e9"u8.ToArray()).data<long>().ToArray());

    [Fact]
    public void The_compiled_pattern_gives_the_oracles_numbers()
    {
        var pattern = new LongDocumentPattern();
        using var ids = ByteTokens.Encode(DocumentReader.Read(CommandLine.ShippedDocument, maxBytes: 8190)[..700]);
        using var globals = pattern.GlobalMaskForClassification(ids);
        using var compiled = Trial.Run(pattern, ids, globals);
        using var oracle = Trial.Run(new ReferencePattern(pattern), ids, globals);
        using var full = Trial.Run(new FullAttention(pattern), ids, globals);
        Assert.InRange(compiled.DifferenceFrom(oracle), 0, 1e-5 * oracle.Largest());
        Assert.True(full.DifferenceFrom(oracle) > 1e-3 * oracle.Largest(), "Full attention is another pattern.");
    }

    [Fact]
    public void Peak_memory_is_what_an_action_needs_at_its_worst_moment()
    {
        const int Megabyte = 1 << 20;
        var peak = PeakMemory.Of(() => TorchSharp.torch.ones(64 * Megabyte, dtype: TorchSharp.torch.ScalarType.Int8).Dispose());
        Assert.InRange(peak, 60 * Megabyte, 200 * Megabyte);
    }

    private static void Refuses(ExitCode code, string path, params string[] parts)
    {
        var refusal = Assert.Throws<Refusal>(() => DocumentReader.Read(path, MaxBytes));
        Assert.Equal(code, refusal.Code);
        Assert.All([$"'{path}'", .. parts], part => Assert.Contains(part, refusal.Message));
    }

    private string File(ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
