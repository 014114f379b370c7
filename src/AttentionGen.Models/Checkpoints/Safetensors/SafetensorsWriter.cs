using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>Writes safetensors files. The same tensors always give the same bytes.</summary>
internal static class SafetensorsWriter
{
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        foreach (var (name, tensor) in tensors)
        {
            if (name == "__metadata__")
                throw new ArgumentException($"{path}: \"{name}\" is the format's own key. Give the tensor another name.", nameof(tensors));
            if (TensorDtypes.NameOf(tensor.dtype) is null)
                throw new ArgumentException($"{path}: \"{name}\" is {tensor.dtype}, which the format has no name for. Known are {TensorDtypes.Known}.", nameof(tensors));
        }
        // Wide types first: with an aligned header, every tensor is then aligned to its element.
        var ordered = tensors
            .OrderByDescending(t => TensorDtypes.SizeOf(t.Value.dtype)).ThenBy(t => t.Key, StringComparer.Ordinal)
            .ToArray();
        var aside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                WriteHeader(stream, ordered, metadata);
                foreach (var (_, tensor) in ordered)
                    WriteTensor(stream, tensor);
                stream.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    private static void WriteHeader(Stream stream, KeyValuePair<string, Tensor>[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var header = HeaderJson(tensors, metadata);
        // Spaces behind the JSON: the data begins at a multiple of 8.
        var padding = (8 - (header.Length % 8)) % 8;
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthField];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)(header.Length + padding));
        stream.Write(length);
        stream.Write(header);
        stream.Write("        "u8[..padding]);
    }

    private static byte[] HeaderJson(KeyValuePair<string, Tensor>[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }
            long begin = 0;
            foreach (var (name, tensor) in tensors)
                begin = WriteEntry(json, name, tensor, begin);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, long begin)
    {
        var end = checked(begin + (tensor.numel() * TensorDtypes.SizeOf(tensor.dtype)));
        json.WriteStartObject(name);
        json.WriteString("dtype", TensorDtypes.NameOf(tensor.dtype));
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.shape)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private static void WriteTensor(Stream stream, Tensor tensor)
    {
        if (tensor.numel() == 0)
            return;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var chunk in TensorBytes.Chunks(tensor.detach().cpu().contiguous()))
            stream.Write(chunk.bytes);
    }
}
