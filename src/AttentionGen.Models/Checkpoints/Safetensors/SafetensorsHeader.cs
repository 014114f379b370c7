using System.Buffers.Binary;
using System.Text.Json;

namespace AttentionGen.Models.Checkpoints;

/// <summary>The parsed and checked table of contents of a safetensors file.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>Bytes of the length field at the start of the file.</summary>
    public const int LengthField = 8;

    /// <summary>Longest header that is believed; the limit of the format's own implementation.</summary>
    private const long MaxLength = 100_000_000;

    /// <summary>Where the tensors' bytes begin.</summary>
    public required long DataStart { get; init; }

    /// <summary>The tensors, in the order of their bytes.</summary>
    public required IReadOnlyList<SafetensorsEntry> Entries { get; init; }

    /// <summary>Free text of the file's writer.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Reads the header and checks every entry against the size of the file.</summary>
    public static SafetensorsHeader Read(MappedFile file)
    {
        if (file.Length < LengthField)
            throw Refuse(file.Path, $"it has {file.Length} bytes, too few for the length of a header. It is truncated or no safetensors file: fetch it again.");
        Span<byte> field = stackalloc byte[LengthField];
        file.Read(0, field);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(field);
        LfsPointer.Refuse(field, file.Path);
        if (length > MaxLength)
            throw Refuse(file.Path, $"its header claims {length} bytes, more than the allowed {MaxLength}. It is damaged or no safetensors file (a PyTorch .bin is read under its own name, pytorch_model.bin).");
        if ((long)length > file.Length - LengthField)
            throw Refuse(file.Path, $"its header claims {length} bytes, but only {file.Length - LengthField} follow. The file is truncated: fetch it again.");
        var json = new byte[length];
        file.Read(LengthField, json);
        var dataStart = LengthField + json.Length;
        return JsonText.Read(json, file.Path, "the header", header => Parse(header, file.Path, dataStart, file.Length - dataStart));
    }

    /// <summary>The tensors, at their places in the file.</summary>
    public CheckpointEntry[] EntriesOf(MappedFile file) =>
        [.. Entries.Select(e => new CheckpointEntry(e.Name, e.Dtype, e.Shape, file, DataStart + e.Begin))];

    private static SafetensorsHeader Parse(JsonElement header, string path, long dataStart, long dataBytes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in header.EnumerateObject())
        {
            if (!names.Add(property.Name))
                throw Refuse(path, $"the header names \"{Excerpt.Of(property.Name)}\" twice. Which of the two is meant is unknown: write the file again.");
            if (property.Name == "__metadata__")
                metadata = SafetensorsEntryParser.Metadata(property.Value, path);
            else
                entries.Add(SafetensorsEntryParser.Entry(property, path));
        }
        var ordered = entries.OrderBy(e => e.Begin).ThenBy(e => e.End).ToArray();
        SafetensorsLayout.Check(ordered, path, dataBytes);
        return new SafetensorsHeader { DataStart = dataStart, Entries = ordered, Metadata = metadata };
    }

    /// <summary>The refusal of a file.</summary>
    internal static CheckpointException Refuse(string path, string message) => new($"{path}: {message}");
}
