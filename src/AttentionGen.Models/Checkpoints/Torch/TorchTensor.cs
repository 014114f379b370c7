namespace AttentionGen.Models.Checkpoints;

/// <summary>Checks that a tensor of a pickle stays inside of its storage.</summary>
internal static class TorchTensor
{
    /// <summary>The tensor's place in the file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">What the pickle says.</param>
    /// <param name="file">The file.</param>
    /// <param name="record">The storage's place.</param>
    public static CheckpointEntry Entry(string name, PickleTensor tensor, MappedFile file, ZipRecord record)
    {
        var (storage, offset, shape, strides) = tensor;
        var size = TensorDtypes.SizeOf(storage.Dtype);
        if (storage.Elements < 0 || storage.Elements > record.Length / size || storage.Elements * size != record.Length)
            throw Refuse($"needs a storage of {storage.Elements} elements of {storage.Dtype}, but {record.Name} has {record.Length} bytes");
        if (shape.Count != strides.Count || shape.Count > TensorShape.MostDimensions)
            throw Refuse($"has {shape.Count} dimensions and {strides.Count} strides; as many of both are needed, {TensorShape.MostDimensions} at most");
        if (offset < 0 || shape.Any(s => s < 0) || strides.Any(s => s < 0))
            throw Refuse($"has the shape {TensorShape.Text(shape)}, strides {TensorShape.Text(strides)} and offset {offset}, of which none may be negative");
        if (TensorShape.Bytes(shape, size) is not { } bytes)
            throw Refuse($"has the shape {TensorShape.Text(shape)}, more than a file can hold");
        if (bytes == 0)
            return new CheckpointEntry(name, storage.Dtype, shape, file, record.Position);
        if (bytes > record.Length)
            throw Refuse($"has the shape {TensorShape.Text(shape)}, of more elements than the {storage.Elements} of its storage", "If it was expanded, save a contiguous copy of it.");
        // No stride is used where there is one element. The others cannot overflow: each step is checked against the storage first.
        var last = offset;
        for (var i = 0; i < shape.Count; i++)
        {
            if (last >= storage.Elements || (shape[i] > 1 && strides[i] > (storage.Elements - 1 - last) / (shape[i] - 1)))
                throw OutOfBounds();
            last += (shape[i] - 1) * (shape[i] > 1 ? strides[i] : 0);
        }
        if (last >= storage.Elements)
            throw OutOfBounds();
        return new CheckpointEntry(name, storage.Dtype, shape, file, record.Position + (offset * size), IsContiguous(shape, strides) ? null : strides);

        CheckpointException Refuse(string why, string advice = "The file is damaged: fetch it again.") =>
            new($"{file.Path}: \"{Excerpt.Of(name)}\" {why}. {advice}");

        CheckpointException OutOfBounds() =>
            Refuse($"has the shape {TensorShape.Text(shape)}, strides {TensorShape.Text(strides)} and offset {offset}, which reach beyond the {storage.Elements} elements of its storage");
    }

    private static bool IsContiguous(IReadOnlyList<long> shape, IReadOnlyList<long> strides)
    {
        long step = 1;
        for (var i = shape.Count - 1; i >= 0; i--)
        {
            if (shape[i] > 1 && strides[i] != step)
                return false;
            step *= shape[i];
        }
        return true;
    }
}
