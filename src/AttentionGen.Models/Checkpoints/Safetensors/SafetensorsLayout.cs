namespace AttentionGen.Models.Checkpoints;

/// <summary>Checks that a file's tensors lie side by side, fill its data exactly and have the size of their shapes.</summary>
internal static class SafetensorsLayout
{
    /// <summary>Refuses a layout that no writer makes.</summary>
    /// <param name="entries">The tensors, ordered by their first byte.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="dataBytes">Bytes behind the header.</param>
    public static void Check(IReadOnlyList<SafetensorsEntry> entries, string path, long dataBytes)
    {
        SafetensorsEntry? previous = null;
        foreach (var entry in entries)
        {
            if (entry.End < entry.Begin)
                throw Refuse(path, entry, "end before they begin");
            if (entry.End > dataBytes)
                throw Refuse(path, entry, $"reach beyond the {dataBytes} bytes of data: the file is truncated, or the offsets are wrong");
            if (TensorShape.Bytes(entry.Shape, TensorDtypes.SizeOf(entry.Dtype)) is not { } size)
                throw SafetensorsHeader.Refuse(path, $"the shape {TensorShape.Text(entry.Shape)} of \"{Excerpt.Of(entry.Name)}\" has more bytes than a file can hold. The file is damaged: fetch it again.");
            if (size != entry.Bytes)
                throw Refuse(path, entry, $"are {entry.Bytes} bytes, but its shape {TensorShape.Text(entry.Shape)} of {TensorDtypes.NameOf(entry.Dtype)} needs {size}");
            var expected = previous?.End ?? 0;
            if (entry.Begin < expected)
                throw Refuse(path, entry, $"overlap those of \"{Excerpt.Of(previous!.Name)}\", which end at {expected}");
            if (entry.Begin > expected)
                throw Refuse(path, entry, $"leave a hole: the bytes from {expected} on belong to no tensor");
            previous = entry;
        }
        var end = previous?.End ?? 0;
        if (end != dataBytes)
            throw SafetensorsHeader.Refuse(path, $"the tensors end at byte {end} of the data, but the file has {dataBytes}. Something was appended, or the header belongs to another file: fetch it again.");
    }

    private static CheckpointException Refuse(string path, SafetensorsEntry entry, string message) =>
        SafetensorsHeader.Refuse(path, $"the data_offsets [{entry.Begin}, {entry.End}] of \"{Excerpt.Of(entry.Name)}\" {message}. Fetch or write the file again.");
}
