namespace AttentionGen.Models.Checkpoints;

/// <summary>Tells PyTorch's zips from the other things that bear the name pytorch_model.bin.</summary>
internal static class TorchFormat
{
    /// <summary>The first bytes of what torch.save wrote before version 1.6: a pickle of one number.</summary>
    private static ReadOnlySpan<byte> Legacy => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>Refuses a file that is no zip.</summary>
    public static void RequireZip(MappedFile file)
    {
        Span<byte> buffer = stackalloc byte[Legacy.Length];
        var start = buffer[..(int)Math.Min(buffer.Length, file.Length)];
        file.Read(0, start);
        if (start.StartsWith("PK"u8))
            return;
        LfsPointer.Refuse(start, file.Path);
        if (start.SequenceEqual(Legacy))
        {
            throw new CheckpointException(
                $"{file.Path} is in the old format of torch.save, before PyTorch 1.6, which is not read. Convert it with a newer one: " +
                $"torch.save(torch.load(\"{Path.GetFileName(file.Path)}\", weights_only=True), \"{Path.GetFileName(file.Path)}\").");
        }
        throw new CheckpointException($"{file.Path} is no zip, as torch.save writes. It is damaged, or of another format: fetch it again.");
    }
}
