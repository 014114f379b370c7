using System.Text;
using AttentionGen.Compiler.Patterns;

namespace AttentionGen.Compiler.Json;

/// <summary>The JSON schema of *.attention.json, made from the registry: editors complete and check with it.</summary>
public static class AttentionSchema
{
    /// <summary>The schema's text, with \n line ends.</summary>
    public static string Text { get; } = Build();

    private const string Head =
        """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "An attention pattern",
          "type": "object",
          "required": ["layers", "heads", "headSize"],
          "additionalProperties": false,
          "properties": {
            "$schema": { "type": "string" },
            "name": { "description": "The class's name.", "type": "string" },
            "namespace": { "description": "The class's namespace; the project's root namespace when left out.", "type": "string" },
            "layers": { "description": "Number of layers.", "type": "integer", "minimum": 1 },
            "heads": { "description": "Attention heads per layer.", "type": "integer", "minimum": 1 },
            "headSize": { "description": "Width of one head.", "type": "integer", "minimum": 1 },
            "maxLength": { "description": "Longest sequence the pattern is meant for, in tokens.", "type": "integer", "minimum": 1 },
            "causal": { "description": "True when no token reads a later one.", "type": "boolean" }
        """;

    private const string Definitions =
        """
          },
          "definitions": {
            "set": {
              "description": "Layers or heads, such as \"0..3,7\"; ends included.",
              "oneOf": [{ "type": "string", "pattern": "^\\s*\\d+(\\.\\.\\d+)?\\s*(,\\s*\\d+(\\.\\.\\d+)?\\s*)*$" }, { "type": "integer", "minimum": 0 }]
            },
            "perLayer": {
              "oneOf": [{ "type": "integer", "minimum": 0 }, { "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 1 }]
            },
            "window": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "total": { "$ref": "#/definitions/perLayer" },
                "before": { "$ref": "#/definitions/perLayer" },
                "after": { "$ref": "#/definitions/perLayer" },
                "stride": { "type": "integer", "minimum": 1 },
                "add": { "description": "True when it adds to what its heads read, instead of taking an earlier window's place.", "type": "boolean" },
                "layers": { "$ref": "#/definitions/set" },
                "heads": { "$ref": "#/definitions/set" }
              }
            },
            "dilation": {
              "type": "object",
              "required": ["stride"],
              "additionalProperties": false,
              "properties": {
                "stride": { "type": "integer", "minimum": 1 },
                "layers": { "$ref": "#/definitions/set" },
                "heads": { "$ref": "#/definitions/set" }
              }
            },
            "globalRule": {
              "oneOf": [
                { "enum": ["first", "given"] },
                {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 1,
                  "additionalProperties": false,
                  "properties": {
                    "first": { "type": "integer", "minimum": 1 },
                    "beforeSeparator": { "type": "integer", "minimum": 1 },
                    "afterSeparator": { "type": "integer", "minimum": 1 },
                    "tokenIds": { "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 1 },
                    "positions": { "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 1 },
                    "everyKth": { "type": "integer", "minimum": 1 }
                  }
                }
              ]
            }
          }
        }
        """;

    private static string Build()
    {
        var text = new StringBuilder(Head);
        foreach (var (property, schema) in PatternKinds.All.Select(k => (k.Property, k.Schema)).Append((ModelDeclarations.Property, ModelDeclarations.Schema)))
            text.Append($",\n    \"{property}\": ").Append(schema.Replace("\n", "\n    "));
        return text.Append('\n').Append(Definitions).Append('\n').ToString().Replace("\r", "");
    }
}
