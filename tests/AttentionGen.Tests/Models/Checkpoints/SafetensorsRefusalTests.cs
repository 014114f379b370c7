using System.Text;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Checkpoints;

public class SafetensorsRefusalTests : TemporaryFolder
{
    [Theory]
    [InlineData("""{"t": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "t": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}""", "\"t\" twice")]
    [InlineData("""{"t": {"dtype": "F8", "shape": [8], "data_offsets": [0, 8]}}""", "\"t\" has the dtype \"F8\"")]
    [InlineData("""{"t": {"shape": [8], "data_offsets": [0, 8]}}""", "\"t\" has the dtype (none)")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}""", "[0, 8] of \"t\" are 8 bytes, but its shape (3) of F32 needs 12")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]}}""", "[0, 16] of \"t\" reach beyond the 8 bytes")]
    [InlineData("""{"t": {"dtype": "U8", "shape": [8], "data_offsets": [8, 0]}}""", "[8, 0] of \"t\" end before they begin")]
    [InlineData("""{"t": {"dtype": "U8", "shape": [6], "data_offsets": [0, 6]}, "u": {"dtype": "U8", "shape": [4], "data_offsets": [4, 8]}}""", "[4, 8] of \"u\" overlap those of \"t\", which end at 6")]
    [InlineData("""{"t": {"dtype": "U8", "shape": [4], "data_offsets": [4, 8]}}""", "[4, 8] of \"t\" leave a hole")]
    [InlineData("""{"t": {"dtype": "U8", "shape": [6], "data_offsets": [0, 6]}}""", "end at byte 6 of the data, but the file has 8")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [4611686018427387904, 4], "data_offsets": [0, 8]}}""", "(4611686018427387904, 4) of \"t\" has more bytes")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [0, 4611686018427387904, 4], "data_offsets": [0, 0]}}""", "(0, 4611686018427387904, 4) of \"t\" has more bytes")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [4611686018427387904, 4, 0], "data_offsets": [0, 0]}}""", "(4611686018427387904, 4, 0) of \"t\" has more bytes")]
    [InlineData("""{"t": {"dtype": "U8", "shape": [0], "data_offsets": [0, 8]}}""", "[0, 8] of \"t\" are 8 bytes, but its shape (0) of U8 needs 0")]
    [InlineData("""{"t": {"dtype": "U8", "shape": [8], "data_offsets": [0, 8]}, "z": {"dtype": "U8", "shape": [0], "data_offsets": [4, 4]}}""", "[4, 4] of \"z\" overlap those of \"t\"")]
    [InlineData("""{"t": {"dtype": "U8", "shape": [8], "data_offsets": [0, 8]}, "z": {"dtype": "U8", "shape": [0], "data_offsets": [9, 9]}}""", "[9, 9] of \"z\" reach beyond the 8 bytes")]
    [InlineData("""{"t": {"dtype": "U8", "shape": [8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], "data_offsets": [0, 8]}}""", "\"t\" has 65 numbers in its shape")]
    [InlineData("""{"\ud800": {"dtype": "U8", "shape": [8], "data_offsets": [0, 8]}}""", "holds text that is no Unicode")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}}""", "\"t\" has -2 in its shape")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [2.5], "data_offsets": [0, 8]}}""", "\"t\" has 2.5 in its shape")]
    [InlineData("""{"t": {"dtype": "F32", "shape": 2, "data_offsets": [0, 8]}}""", "\"t\" has the shape 2")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4, 8]}}""", "\"t\" has 3 data_offsets")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [2], "data_offsets": [0, 99999999999999999999]}}""", "\"t\" has 99999999999999999999 in its data_offsets")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [2], "shape": [2], "data_offsets": [0, 8]}}""", "\"t\" has two fields \"shape\"")]
    [InlineData("""{"t": {"dtype": "F32", "shape": [2], "offset": 3, "data_offsets": [0, 8]}}""", "\"t\" has an unknown field \"offset\"")]
    [InlineData("""{"t": 5}""", "\"t\" is described by a JSON Number")]
    [InlineData("""{"__metadata__": {"n": 5}}""", "\"__metadata__\" has the value 5")]
    [InlineData("""[1]""", "JSON Array, not an object")]
    [InlineData("""{"t": """, "not valid JSON")]
    public void MalformedHeadersAreRefused(string header, string message) => Refused(File(header, dataBytes: 8), message);

    [Fact]
    public void AFileTooShortForALengthIsRefused() => Refused([1, 2, 3], "it has 3 bytes");

    [Fact]
    public void AnAbsurdHeaderLengthIsRefused() => Refused([.. BitConverter.GetBytes(ulong.MaxValue), .. "{}"u8], "claims 18446744073709551615 bytes");

    [Fact]
    public void AHeaderOfMoreThan100MBIsRefusedUnread()
    {
        // A sparse file: the header could be there.
        using (var stream = new FileStream(PathOf("bad.safetensors"), FileMode.CreateNew))
        {
            stream.Write(BitConverter.GetBytes(100_000_001L));
            stream.SetLength(200_000_000);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(PathOf("bad.safetensors")));
        Assert.Contains("its header claims 100000001 bytes, more than the allowed 100000000", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void APointerInTheFilesPlaceIsRefusedByName() =>
        Refused("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"u8.ToArray(), "is a Git LFS pointer, a text in the weights' place");

    [Fact]
    public void ATruncatedHeaderIsRefused() => Refused([.. BitConverter.GetBytes(50L), .. "{}"u8], "claims 50 bytes, but only 2 follow");

    [Fact]
    public void TruncatedDataIsRefused() =>
        Refused(File("""{"t": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}""", dataBytes: 7), "reach beyond the 7 bytes of data: the file is truncated");

    private void Refused(byte[] content, string message)
    {
        var path = PathOf("bad.safetensors");
        System.IO.File.WriteAllBytes(path, content);
        var error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));
        Assert.Contains(path, error.Message);
        Assert.Contains(message, error.Message);
    }

    private static byte[] File(string header, int dataBytes)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[dataBytes]];
    }
}
