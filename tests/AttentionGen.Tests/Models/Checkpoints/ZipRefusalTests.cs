using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AttentionGen.CheckpointFuzz;
using AttentionGen.CheckpointFuzz.Files;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Checkpoints;

public class ZipRefusalTests : TemporaryFolder
{
    private static readonly byte[] s_sound = TorchBin.Write(Seeds.Views, Seeds.Storages, wide: false), s_wide = TorchBin.Write(Seeds.Views, Seeds.Storages);

    [Fact]
    public void EveryTruncationIsRefused()
    {
        for (var length = 0; length < s_wide.Length; length += 7)
            Refused(s_wide[..length], "");
        Refused(s_wide[..^1], "has no end of a zip. The file is truncated");
    }

    [Fact]
    public void ACommentBehindTheEndMayHoldAnything()
    {
        byte[] file = [.. s_sound, .. "PK\u0005\u0006"u8, .. new byte[40]];
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(s_sound.Length - 2), 44);
        Write(file);
        using var checkpoint = Checkpoint.Open(Path.GetDirectoryName(PathOf("x"))!);
        Assert.Equal(Seeds.Views.Count, checkpoint.Names.Count);
    }

    /// <summary>A zip that was packed again: small in the zip, of any size outside.</summary>
    [Fact]
    public void ABombIsRefusedBeforeItIsUnpacked()
    {
        using (var zip = ZipFile.Open(PathOf("pytorch_model.bin"), ZipArchiveMode.Create))
        {
            using var stream = zip.CreateEntry("pytorch_model/data.pkl", CompressionLevel.SmallestSize).Open();
            stream.Write(new byte[50_000_000]);
        }
        Refused(null, "\"pytorch_model/data.pkl\" in the zip is compressed");
    }

    [Theory]
    [InlineData(8, 2, 1, "is encrypted")]
    [InlineData(10, 2, 12, "is compressed")]
    [InlineData(20, 4, 0x7fffffff, "is compressed")] // its size in the zip
    [InlineData(24, 4, 0x7fffffff, "is compressed")]
    [InlineData(42, 4, 1, "does not begin at 1")]
    [InlineData(42, 4, 0x7fffffff, "begins at 2147483647, beyond the")]
    [InlineData(28, 2, 0xffff, "is cut off")]
    [InlineData(0, 2, 0, "the directory of the zip is damaged")]
    public void WrongNumbersOfADirectoryAreRefused(int offset, int width, uint value, string message) =>
        Refused(Patch(s_sound, Find(s_sound, "PK\u0001\u0002") + offset, width, value), message);

    [Fact]
    public void SizesBeyondTheZipAreRefused()
    {
        var at = Find(s_sound, "PK\u0001\u0002");
        var file = Patch(Patch(s_sound, at + 20, 4, 0x7fffffff), at + 24, 4, 0x7fffffff);
        Refused(file, "\"pytorch_model/data.pkl\" in the zip has 2147483647 bytes at 64, beyond the");
        // All files begin at the first one.
        Refused(new ZipBytes().Write([("a/data.pkl", [1, 2]), ("a/data.pkl", [3])]), "\"a/data.pkl\" is in the zip twice");
    }

    [Fact]
    public void FilesThatOverlapAreRefused()
    {
        var file = new ZipBytes(wide: false).Write([("a/data.pkl", new byte[200]), ("a/data/0", new byte[8])]);
        // A second header inside of the first file's bytes, where the directory says that the second file begins.
        var (first, second) = (Find(file, "PK\u0003\u0004"), Find(file, "a/data/0") - 30);
        file.AsSpan(second, 46).CopyTo(file.AsSpan(first + 100));
        Refused(Patch(file, file.Length - 22 - 46 - 8 + 42, 4, (uint)first + 100), "\"a/data/0\" in the zip overlaps \"a/data.pkl\"");
    }

    [Theory]
    [InlineData("PK\u0005\u0006", 10, 2, 3, "of a zip in several parts")]
    [InlineData("PK\u0005\u0006", 16, 4, 0, "two ends of its directory that disagree")]
    [InlineData("PK\u0006\u0006", 0, 4, 0, "two ends of its directory that disagree")]
    [InlineData("PK\u0006\u0006", 40, 4, 0x7fffffff, "has a directory of 2147483647 bytes")]
    [InlineData("PK\u0006\u0006", 52, 4, 0x80000000, "outside of the file")]
    [InlineData("PK\u0006\u0007", 12, 4, 0x80000000, "has the end of its directory at")]
    public void WrongEndsAreRefused(string mark, int offset, int width, uint value, string message) =>
        Refused(Patch(s_wide, Find(s_wide, mark) + offset, width, value), message);

    private static int Find(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.Latin1.GetBytes(text));

    private static byte[] Patch(byte[] file, int at, int width, uint value)
    {
        byte[] changed = [.. file];
        for (var i = 0; i < width; i++)
            changed[at + i] = (byte)(value >> (8 * i));
        return changed;
    }

    private void Write(byte[] content) => File.WriteAllBytes(PathOf("pytorch_model.bin"), content);

    private void Refused(byte[]? content, string message)
    {
        if (content is not null)
            Write(content);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(Path.GetDirectoryName(PathOf("x"))!));
        Assert.Contains(PathOf("pytorch_model.bin"), error.Message);
        Assert.Contains(message, error.Message);
    }
}
