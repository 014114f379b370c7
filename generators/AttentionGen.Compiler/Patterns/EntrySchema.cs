using System.Text;

namespace AttentionGen.Compiler.Patterns;

/// <summary>The JSON schema of an <see cref="EntryKind"/>, from its fields.</summary>
internal static class EntrySchema
{
    public static string Of(string description, IReadOnlyList<Field> fields)
    {
        var optional = fields.All(f => !f.Required);
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append($"  \"description\": \"{description}\",\n");
        text.Append("  \"oneOf\": [\n");
        if (optional)
            text.Append("    { \"enum\": [true] },\n");
        text.Append(Object(fields, "    ")).Append(",\n");
        text.Append("    {\n      \"type\": \"array\",\n      \"minItems\": 1,\n      \"items\":\n").Append(Object(fields, "        ")).Append("\n    }\n");
        return text.Append("  ]\n}").ToString();
    }

    private static string Object(IReadOnlyList<Field> fields, string indent)
    {
        var text = new StringBuilder();
        text.Append(indent).Append("{\n").Append(indent).Append("  \"type\": \"object\",\n");
        if (fields.Any(f => f.Required))
            text.Append($"{indent}  \"required\": [{string.Join(", ", fields.Where(f => f.Required).Select(f => $"\"{f.Name}\""))}],\n");
        text.Append(indent).Append("  \"additionalProperties\": false,\n").Append(indent).Append("  \"properties\": {\n");
        foreach (var field in fields)
            text.Append($"{indent}    \"{field.Name}\": {{ \"description\": \"{field.Description}\", {field.Schema} }},\n");
        text.Append(indent).Append("    \"layers\": { \"$ref\": \"#/definitions/set\" },\n");
        text.Append(indent).Append("    \"heads\": { \"$ref\": \"#/definitions/set\" }\n");
        return text.Append(indent).Append("  }\n").Append(indent).Append('}').ToString();
    }
}
