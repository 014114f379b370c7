using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>One tensor of a checkpoint: what it is, and where its bytes lie.</summary>
public sealed class CheckpointEntry
{
    internal CheckpointEntry(string name, ScalarType dtype, IReadOnlyList<long> shape, MappedFile file, long position, IReadOnlyList<long>? strides = null)
    {
        (Name, Dtype, Shape, File, Position, Strides) = (name, dtype, shape, file, position, strides);
        Elements = TensorShape.Elements(shape);
    }

    /// <summary>Its name in the checkpoint.</summary>
    public string Name { get; }

    /// <summary>Type of its elements.</summary>
    public ScalarType Dtype { get; }

    /// <summary>Its shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Size of the tensor in bytes.</summary>
    public long Bytes => Elements * TensorDtypes.SizeOf(Dtype);

    /// <summary>Number of its elements.</summary>
    internal long Elements { get; }

    /// <summary>The file that holds it.</summary>
    internal MappedFile File { get; }

    /// <summary>Its first element's place in the file.</summary>
    internal long Position { get; }

    /// <summary>Steps between its elements, in elements; null when they lie one after the other.</summary>
    internal IReadOnlyList<long>? Strides { get; }

    /// <summary>Whether two names of one file stand for the same bytes, read alike.</summary>
    internal bool IsSame(CheckpointEntry other) =>
        File == other.File && Position == other.Position && Dtype == other.Dtype && Shape.SequenceEqual(other.Shape)
        && (Strides, other.Strides) switch
        {
            (null, null) => true,
            ({ } first, { } second) => first.SequenceEqual(second),
            _ => false,
        };
}
