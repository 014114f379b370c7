namespace AttentionGen.CheckpointFuzz.Files;

/// <summary>A tensor of a pytorch_model.bin: a view of a storage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Storage">PyTorch's name of the storage's type, such as FloatStorage.</param>
/// <param name="Key">The storage's file in the folder data.</param>
/// <param name="Elements">Elements of the storage.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Strides">Its strides; those of a contiguous tensor when null.</param>
/// <param name="Offset">Its first element in the storage.</param>
/// <param name="IsParameter">Whether it is wrapped into a parameter.</param>
public sealed record StoredView(
    string Name, string Storage, string Key, long Elements, long[] Shape, long[]? Strides = null, long Offset = 0, bool IsParameter = false)
{
    /// <summary>The strides that the file says.</summary>
    public long[] Steps => Strides ?? [.. Shape.Select((_, i) => Shape[(i + 1)..].Aggregate(1L, (size, dimension) => unchecked(size * Math.Max(dimension, 1))))];
}
