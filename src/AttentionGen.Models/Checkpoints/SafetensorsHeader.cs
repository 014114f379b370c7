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
    public static SafetensorsHeader Read(Stream stream, string path)
    {
        var fileBytes = stream.Length;
        if (fileBytes < LengthField)
            throw Refuse(path, $"it has {fileBytes} bytes, too few for the length of a header. It is truncated or no safetensors file: fetch it again.");
        Span<byte> field = stackalloc byte[LengthField];
        stream.ReadExactly(field);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(field);
        if (length > MaxLength)
            throw Refuse(path, $"its header claims {length} bytes, more than the allowed {MaxLength}. It is damaged or no safetensors file (a PyTorch .bin must be converted first).");
        if ((long)length > fileBytes - LengthField)
            throw Refuse(path, $"its header claims {length} bytes, but only {fileBytes - LengthField} follow. The file is truncated: fetch it again.");
        var json = new byte[length];
        stream.ReadExactly(json);
        return Parse(json, path, fileBytes - LengthField - (long)length);
    }

    private static SafetensorsHeader Parse(byte[] json, string path, long dataBytes)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path}: the header is not valid JSON ({e.Message}). The file is damaged: fetch it again.", e);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Refuse(path, $"the header is a JSON {document.RootElement.ValueKind}, not an object. The file is damaged: fetch it again.");
            var names = new HashSet<string>(StringComparer.Ordinal);
            var entries = new List<SafetensorsEntry>();
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                    throw Refuse(path, $"the header names \"{property.Name}\" twice. Which of the two is meant is unknown: write the file again.");
                if (property.Name == "__metadata__")
                    metadata = SafetensorsEntryParser.Metadata(property.Value, path);
                else
                    entries.Add(SafetensorsEntryParser.Entry(property, path));
            }
            var ordered = entries.OrderBy(e => e.Begin).ThenBy(e => e.End).ToArray();
            SafetensorsLayout.Check(ordered, path, dataBytes);
            return new SafetensorsHeader { DataStart = LengthField + json.Length, Entries = ordered, Metadata = metadata };
        }
    }

    /// <summary>The refusal of a file.</summary>
    internal static CheckpointException Refuse(string path, string message) => new($"{path}: {message}");
}
