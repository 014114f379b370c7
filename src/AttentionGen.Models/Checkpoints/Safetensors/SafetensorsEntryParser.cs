using System.Text.Json;

namespace AttentionGen.Models.Checkpoints;

/// <summary>Reads one entry of a safetensors header.</summary>
internal static class SafetensorsEntryParser
{
    /// <summary>A tensor: <c>{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}</c>.</summary>
    public static SafetensorsEntry Entry(JsonProperty property, string path)
    {
        var name = property.Name;
        if (property.Value.ValueKind != JsonValueKind.Object)
            throw Refuse(path, name, $"is described by a JSON {property.Value.ValueKind}, not by an object. Write the file again.");
        JsonElement? dtype = null, shape = null, offsets = null;
        foreach (var field in property.Value.EnumerateObject())
        {
            // A field that stands twice is refused here too: ??= would keep the first in silence.
            var twice = field.Name switch
            {
                "dtype" => dtype is not null,
                "shape" => shape is not null,
                "data_offsets" => offsets is not null,
                _ => throw Refuse(path, name, $"has an unknown field \"{Excerpt.Of(field.Name)}\". Known are dtype, shape and data_offsets."),
            };
            if (twice)
                throw Refuse(path, name, $"has two fields \"{field.Name}\". Write the file again.");
            dtype = field.Name == "dtype" ? field.Value : dtype;
            shape = field.Name == "shape" ? field.Value : shape;
            offsets = field.Name == "data_offsets" ? field.Value : offsets;
        }
        var type = dtype is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (TensorDtypes.Parse(type) is not { } scalarType)
            throw Refuse(path, name, $"has the dtype {Excerpt.Of(dtype?.GetRawText() ?? "(none)")}. Known are {TensorDtypes.Known}: convert the tensor to one of them.");
        var range = Whole(offsets, path, name, "data_offsets");
        if (range.Length != 2)
            throw Refuse(path, name, $"has {range.Length} data_offsets instead of 2. Write the file again.");
        return new SafetensorsEntry(name, scalarType, Whole(shape, path, name, "shape"), range[0], range[1]);
    }

    /// <summary>The writer's free text: names and strings.</summary>
    public static Dictionary<string, string> Metadata(JsonElement element, string path)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
            throw Refuse(path, "__metadata__", $"is a JSON {element.ValueKind}, not an object. Write the file again.");
        foreach (var item in element.EnumerateObject())
        {
            if (item.Value.ValueKind != JsonValueKind.String)
                throw Refuse(path, "__metadata__", $"has the value {Excerpt.Of(item.Value.GetRawText())} for \"{Excerpt.Of(item.Name)}\"; only strings are allowed.");
            if (!metadata.TryAdd(item.Name, item.Value.GetString()!))
                throw Refuse(path, "__metadata__", $"names \"{Excerpt.Of(item.Name)}\" twice. Write the file again.");
        }
        return metadata;
    }

    private static long[] Whole(JsonElement? element, string path, string name, string field)
    {
        if (element is not { ValueKind: JsonValueKind.Array } array)
            throw Refuse(path, name, $"has the {field} {Excerpt.Of(element?.GetRawText() ?? "(none)")}; a list of whole numbers is needed. Write the file again.");
        if (array.GetArrayLength() > TensorShape.MostDimensions)
            throw Refuse(path, name, $"has {array.GetArrayLength()} numbers in its {field}; {TensorShape.MostDimensions} are the most that a tensor can have.");
        return [.. array.EnumerateArray().Select(number =>
            number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) && value >= 0
                ? value
                : throw Refuse(path, name, $"has {Excerpt.Of(number.GetRawText())} in its {field}; whole numbers from 0 to {long.MaxValue} are needed."))];
    }

    private static CheckpointException Refuse(string path, string name, string message) =>
        SafetensorsHeader.Refuse(path, $"\"{Excerpt.Of(name)}\" {message}");
}
