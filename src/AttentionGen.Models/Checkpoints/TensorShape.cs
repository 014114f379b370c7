namespace AttentionGen.Models.Checkpoints;

/// <summary>Sizes of shapes that stem from files, and so may be anything.</summary>
internal static class TensorShape
{
    /// <summary>Most dimensions that libtorch's operations take.</summary>
    public const int MostDimensions = 64;

    /// <summary>Elements of a shape that was checked.</summary>
    public static long Elements(IEnumerable<long> shape) => shape.Contains(0) ? 0 : shape.Aggregate(1L, (size, dimension) => size * dimension);

    /// <summary>
    /// Bytes of a shape without negative dimensions; null when no file can hold them. Dimensions beside a 0 count as well: the strides
    /// of an empty tensor must not overflow either.
    /// </summary>
    public static long? Bytes(IReadOnlyList<long> shape, int elementSize)
    {
        long bytes = elementSize;
        foreach (var dimension in shape)
        {
            if (dimension > 0 && bytes > long.MaxValue / dimension)
                return null;
            bytes *= Math.Max(dimension, 1);
        }
        return shape.Contains(0) ? 0 : bytes;
    }

    /// <summary>The shape, for messages.</summary>
    public static string Text(IEnumerable<long> shape) => $"({string.Join(", ", shape)})";
}
