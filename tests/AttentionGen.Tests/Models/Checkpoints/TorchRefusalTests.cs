using AttentionGen.CheckpointFuzz.Files;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Checkpoints;

public class TorchRefusalTests : TemporaryFolder
{
    private static readonly Dictionary<string, byte[]> s_storages = new() { ["0"] = new byte[48] };

    public static TheoryData<StoredView, string> Views => new()
    {
        { new("w", "FloatStorage", "0", 12, [4, 4]), "\"w\" has the shape (4, 4), of more elements than the 12" },
        { new("w", "FloatStorage", "0", 12, [4, 3], Offset: 1), "\"w\" has the shape (4, 3), strides (3, 1) and offset 1, which reach beyond the 12" },
        { new("w", "FloatStorage", "0", 12, [2, 3], [12, 1]), "strides (12, 1) and offset 0, which reach beyond" },
        { new("w", "FloatStorage", "0", 12, [2, 2], [long.MaxValue, long.MaxValue]), "which reach beyond" },
        { new("w", "FloatStorage", "0", 12, [], Offset: 12), "and offset 12, which reach beyond" },
        { new("w", "FloatStorage", "0", 12, [1 << 20], [0]), "\"w\" has the shape (1048576), of more elements" },
        { new("w", "FloatStorage", "0", 12, [1L << 62, 4], [0, 0]), "\"w\" has the shape (4611686018427387904, 4), more than a file can hold" },
        { new("w", "FloatStorage", "0", 12, [0, 1L << 62, 4]), "\"w\" has the shape (0, 4611686018427387904, 4), more than a file can hold" },
        { new("w", "FloatStorage", "0", 12, [-1, 3]), "\"w\" has the shape (-1, 3)" },
        { new("w", "FloatStorage", "0", 12, [4, 3], [-3, 1]), "strides (-3, 1)" },
        { new("w", "FloatStorage", "0", 12, [4, 3], Offset: -1), "and offset -1, of which none may be negative" },
        { new("w", "FloatStorage", "0", 12, [4, 3], [1]), "\"w\" has 2 dimensions and 1 strides" },
        { new("w", "FloatStorage", "0", 1, [.. Enumerable.Repeat(1L, 65)]), "needs a storage of 1 elements" },
        { new("w", "FloatStorage", "0", 12, [.. Enumerable.Repeat(1L, 65)]), "\"w\" has 65 dimensions" },
        { new("w", "FloatStorage", "0", 13, [4, 3]), "\"w\" needs a storage of 13 elements of Float32, but pytorch_model/data/0 has 48 bytes" },
        { new("w", "DoubleStorage", "0", 12, [4, 3]), "\"w\" needs a storage of 12 elements of Float64" },
        { new("w", "FloatStorage", "0", -12, [4, 3]), "needs a storage of -12 elements" },
        { new("w", "FloatStorage", "0", long.MaxValue, [4, 3]), "needs a storage of 9223372036854775807 elements" },
        { new("w", "FloatStorage", "1", 12, [4, 3]), "has no file pytorch_model/data/1, where the numbers of \"w\" should lie" },
        { new("w", "FloatStorage", "../version", 12, [4, 3]), "has no file pytorch_model/data/../version" },
        { new("w", "ComplexFloatStorage", "0", 6, [6]), "near \"w\": the opcode Global (0x63) asks for torch.ComplexFloatStorage" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void TensorsOutsideOfTheirStorageAreRefused(StoredView view, string message)
    {
        Refused(TorchBin.Write([view], s_storages), message);
        // Among others as well, where the numbers come in a batch.
        Refused(TorchBin.Write([new("first", "FloatStorage", "0", 12, [12]), view], s_storages), message);
    }

    public static TheoryData<byte[], string> Pickles => new()
    {
        { Pickle(p => p.Global("os", "system").Text("echo").Raw(0x85).Ops("R.")), "byte 2: the opcode Global (0x63) asks for os.system, which is not among the few types of a checkpoint. Nothing in a file is ever executed" },
        { Pickle(p => p.Global("torch._utils", "_rebuild_sparse_tensor")), "asks for torch._utils._rebuild_sparse_tensor" },
        { Pickle(p => p.Global("collections", "OrderedDict").Text("x").Raw(0x85).Ops("R.")), "the opcode Reduce (0x52) calls collections.OrderedDict with other arguments" },
        { Pickle(p => p.Text("x").Ops(")R.")), "the opcode Reduce (0x52) calls what is no function" },
        { Pickle(p => p.Ops("}").Text("w").Ops("i")), "near \"w\": the opcode Inst (0x69) is not one that a checkpoint is made of" },
        { Pickle(p => p.Ops("}").Raw(0x81)), "the opcode NewObj (0x81) is not one" },
        { Pickle(p => p.Ops("}").Raw(0x93)), "the opcode StackGlobal (0x93) is not one" },
        { Pickle(p => p.Raw(0xfe)), "the opcode unknown (0xfe) is not one" },
        { [0x80, 4, (byte)'}', (byte)'.'], "the opcode Proto (0x80) is of protocol 4, not 2" },
        { Pickle(p => p.Ops("}Q")), "the opcode BinPersId (0x51) refers to something that is no storage" },
        { Pickle(p => p.Ops("}").Text("w").Number(1).Text("w").Number(2).Ops(".")), "holds no dictionary" },
        { Pickle(p => p.Ops("}(").Text("w").Number(1).Text("w").Number(2).Ops("u.")), "the opcode SetItems (0x75) names \"w\" twice" },
        { Pickle(p => p.Ops("}").Number(1).Number(2).Ops("s.")), "under a name that is no text" },
        { Pickle(p => p.Ops("}(").Text("w").Ops("u.")), "the opcode SetItems (0x75) puts items into what is no dictionary" },
        { Pickle(p => p.Number(1).Ops("}b.")), "the opcode Build (0x62) sets the state of what is no dictionary" },
        { Pickle(p => p.Ops("s")), "the opcode SetItem (0x73) takes a value that is not there" },
        { Pickle(p => p.Ops("u")), "closes a list that was not opened" },
        { Pickle(p => p.Ops("}(s")), "takes a value that is not there" },
        { Pickle(p => p.Raw((byte)'h', 7)), "takes value 7, which was not kept" },
        { Pickle(p => p.Raw(0x8a, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9)), "a number of more than 8 bytes" },
        { Pickle(p => p.Raw((byte)'X', 2, 0, 0, 0, 0xc3, 0x28)), "a text that is no UTF-8" },
        { Pickle(p => p.Raw((byte)'X', 0xff, 0xff, 0xff, 0xff)), "the pickle ends in the middle" },
        { Pickle(p => p.Ops("}")), "the pickle ends in the middle" },
        { Pickle(p => p.Ops(new string('}', 70_000))), "puts more than 65536 values aside" },
        { Pickle(p => p.Ops(new string('(', 70_000))), "opens more than 65536 lists" },
        { Pickle(p => p.Ops("}(").Text("state_dict").Ops("}").Text("epoch").Number(3).Ops("u.")), "\"state_dict\" is a dictionary, not a tensor. Save the state dictionary alone" },
        { Pickle(p => p.Ops("}").Text("epoch").Number(3).Ops("s.")), "\"epoch\" is a number, not a tensor" },
        { Pickle(p => p.Ops("}").Text("w").Ops("Ns.")), "\"w\" is None, not a tensor" },
    };

    [Theory]
    [MemberData(nameof(Pickles))]
    public void OtherPicklesAreRefusedByNameAndPlace(byte[] pickle, string message) => Refused(TorchBin.WritePickle(pickle, s_storages), message);

    [Fact]
    public void APickleThatHoldsItselfEnds() =>
        Refused(TorchBin.WritePickle(Pickle(p => p.Ops("}").Put().Text("w").Raw((byte)'h', 0).Ops("s.")), s_storages), "\"w\" is a dictionary, not a tensor");

    [Fact]
    public void OldAndForeignFormatsAreRefusedByName()
    {
        Refused([0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'], "the old format of torch.save, before PyTorch 1.6, which is not read. Convert it");
        Refused("version https://git-lfs.github.com/spec/v1\n"u8.ToArray(), "is a Git LFS pointer");
        Refused("<html>"u8.ToArray(), "is no zip");
        Refused([], "is no zip");
        Refused(new ZipBytes().Write([("model/constants.txt", [])]), "has 0 files \"*/data.pkl\"");
        Refused(new ZipBytes().Write([("a/data.pkl", []), ("b/data.pkl", [])]), "has 2 files \"*/data.pkl\"");
        Refused(new ZipBytes().Write([("a/data.pkl", []), ("a/byteorder", "big"u8.ToArray())]), "a/byteorder says \"big\"; only \"little\" is read");
    }

    private static byte[] Pickle(Action<PickleBytes> write)
    {
        var pickle = new PickleBytes().Start();
        write(pickle);
        return pickle.ToArray();
    }

    private void Refused(byte[] content, string message)
    {
        var path = PathOf("pytorch_model.bin");
        File.WriteAllBytes(path, content);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(Path.GetDirectoryName(path)!));
        Assert.Contains(path, error.Message);
        Assert.Contains(message, error.Message);
    }
}
