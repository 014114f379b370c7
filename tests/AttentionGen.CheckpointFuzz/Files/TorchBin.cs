namespace AttentionGen.CheckpointFuzz.Files;

/// <summary>Writes pytorch_model.bin files, PyTorch not being there.</summary>
public static class TorchBin
{
    /// <summary>The folder in the zip; torch.save takes the file's name.</summary>
    public const string Root = "pytorch_model";

    /// <summary>A state dictionary.</summary>
    /// <param name="views">The tensors.</param>
    /// <param name="storages">Each storage's bytes.</param>
    /// <param name="wide">Whether the zip has its 64-bit parts.</param>
    public static byte[] Write(IReadOnlyList<StoredView> views, IReadOnlyDictionary<string, byte[]> storages, bool wide = true) =>
        WritePickle(StateDictPickle.Write(views), storages, wide);

    /// <summary>Any pickle.</summary>
    public static byte[] WritePickle(byte[] pickle, IReadOnlyDictionary<string, byte[]> storages, bool wide = true) => new ZipBytes(wide).Write(
    [
        ($"{Root}/data.pkl", pickle),
        ($"{Root}/byteorder", "little"u8.ToArray()),
        .. storages.Select(s => ($"{Root}/data/{s.Key}", s.Value)),
        ($"{Root}/version", "3\n"u8.ToArray()),
    ]);
}
