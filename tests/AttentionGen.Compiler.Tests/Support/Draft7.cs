using System.Text.Json;
using System.Text.RegularExpressions;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>
/// Whether a schema is one of JSON Schema draft 7: known keywords with values of their kinds, references that resolve.
/// Of the keywords that draft 7 has, those about content, examples and remote references are left out.
/// </summary>
internal static class Draft7
{
    private static readonly string[] s_types = ["array", "boolean", "integer", "null", "number", "object", "string"];

    private static readonly Dictionary<string, Func<JsonElement, bool>> s_keywords = new()
    {
        ["$schema"] = IsText, ["$ref"] = IsText, ["$comment"] = IsText, ["title"] = IsText, ["description"] = IsText, ["default"] = _ => true,
        ["type"] = v => IsType(v) || (v.ValueKind == JsonValueKind.Array && v.GetArrayLength() > 0 && v.EnumerateArray().All(IsType)),
        ["enum"] = v => v.ValueKind == JsonValueKind.Array && v.GetArrayLength() > 0, ["const"] = _ => true,
        ["minimum"] = IsNumber, ["maximum"] = IsNumber, ["exclusiveMinimum"] = IsNumber, ["exclusiveMaximum"] = IsNumber,
        ["multipleOf"] = v => IsNumber(v) && v.GetDouble() > 0,
        ["minLength"] = IsCount, ["maxLength"] = IsCount, ["pattern"] = v => IsText(v) && IsPattern(v.GetString()!),
        ["minItems"] = IsCount, ["maxItems"] = IsCount, ["uniqueItems"] = v => v.ValueKind is JsonValueKind.True or JsonValueKind.False,
        ["minProperties"] = IsCount, ["maxProperties"] = IsCount,
        ["required"] = v => v.ValueKind == JsonValueKind.Array && v.EnumerateArray().All(IsText) && v.EnumerateArray().Select(r => r.GetString()).Distinct().Count() == v.GetArrayLength(),
        ["items"] = v => v.ValueKind == JsonValueKind.Array ? IsSchemas(v) : IsSchema(v), ["contains"] = IsSchema,
        ["additionalProperties"] = IsSchema, ["additionalItems"] = IsSchema, ["propertyNames"] = IsSchema,
        ["properties"] = IsMap, ["definitions"] = IsMap, ["patternProperties"] = v => IsMap(v) && v.EnumerateObject().All(p => IsPattern(p.Name)),
        ["allOf"] = IsSchemas, ["anyOf"] = IsSchemas, ["oneOf"] = IsSchemas,
        ["not"] = IsSchema, ["if"] = IsSchema, ["then"] = IsSchema, ["else"] = IsSchema,
    };

    /// <summary>Each error with its place.</summary>
    public static IEnumerable<string> Errors(JsonElement root)
    {
        return Of(root, "#");

        IEnumerable<string> Of(JsonElement schema, string path)
        {
            foreach (var keyword in schema.ValueKind == JsonValueKind.Object ? [.. schema.EnumerateObject()] : Array.Empty<JsonProperty>())
            {
                if (!s_keywords.TryGetValue(keyword.Name, out var isValid))
                    yield return $"{path}: '{keyword.Name}' is no keyword";
                else if (!isValid(keyword.Value))
                    yield return $"{path}: '{keyword.Name}' has a wrong value";
                else if (keyword.Name == "$ref" && !Resolves(root, keyword.Value.GetString()!))
                    yield return $"{path}: nothing is at {keyword.Value.GetString()}";
                foreach (var error in Children(keyword, path).SelectMany(c => Of(c.Schema, c.Path)))
                    yield return error;
            }
        }
    }

    private static IEnumerable<(JsonElement Schema, string Path)> Children(JsonProperty keyword, string path)
    {
        var here = $"{path}/{keyword.Name}";
        return (keyword.Name, keyword.Value.ValueKind) switch
        {
            ("properties" or "definitions" or "patternProperties", JsonValueKind.Object) => keyword.Value.EnumerateObject().Select(p => (p.Value, $"{here}/{p.Name}")),
            ("allOf" or "anyOf" or "oneOf" or "items", JsonValueKind.Array) => keyword.Value.EnumerateArray().Select((s, i) => (s, $"{here}/{i}")),
            ("items" or "contains" or "additionalProperties" or "additionalItems" or "propertyNames" or "not" or "if" or "then" or "else", _) => [(keyword.Value, here)],
            _ => [],
        };
    }

    private static bool Resolves(JsonElement root, string reference)
    {
        var at = root;
        return reference.StartsWith('#') && reference.Split('/').Skip(1).All(name => at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out at));
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static bool IsCount(JsonElement value) => IsNumber(value) && value.TryGetInt32(out var count) && count >= 0;

    private static bool IsType(JsonElement value) => IsText(value) && s_types.Contains(value.GetString());

    private static bool IsSchema(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False;

    private static bool IsSchemas(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().All(IsSchema);

    private static bool IsMap(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(p => IsSchema(p.Value));

    private static bool IsPattern(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.ECMAScript);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
