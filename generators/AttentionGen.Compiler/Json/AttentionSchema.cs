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
            "$schema": { "description": "Where editors find this schema." },
            "name": { "description": "The class's name.", "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
            "namespace": {
              "description": "The class's namespace; the project's root namespace when left out.",
              "type": "string",
              "pattern": "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$"
            },
            "layers": { "description": "Number of layers.", "type": "integer", "minimum": 1, "maximum": 1024 },
            "heads": { "description": "Attention heads per layer.", "type": "integer", "minimum": 1, "maximum": 1024 },
            "headSize": { "description": "Width of one head.", "type": "integer", "minimum": 1, "maximum": 4096 },
            "maxLength": { "description": "Longest sequence the pattern is meant for, in tokens.", "type": "integer", "minimum": 1, "maximum": 16777216 },
            "causal": { "description": "True when no token reads a later one.", "type": "boolean" }
        """;

    private const string Definitions =
        """
          },
          "definitions": {
            "set": {
              "description": "Layers or heads, such as \"0..3,7\"; ends included.",
              "oneOf": [
                { "type": "string", "pattern": "^\\s*0*\\d{1,4}\\s*(\\.\\.\\s*0*\\d{1,4}\\s*)?(,\\s*0*\\d{1,4}\\s*(\\.\\.\\s*0*\\d{1,4}\\s*)?)*$" },
                { "type": "integer", "minimum": 0, "maximum": 1023 }
              ]
            },
            "total": {
              "description": "Keys to both sides together, the token itself not counted.",
              "type": "integer",
              "minimum": 2,
              "maximum": 33554432,
              "multipleOf": 2
            },
            "side": {
              "description": "Keys to one side; one value, or one per layer.",
              "oneOf": [
                { "type": "integer", "minimum": 0, "maximum": 16777216 },
                { "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 16777216 }, "minItems": 1 }
              ]
            },
            "window": {
              "type": "object",
              "oneOf": [{ "required": ["total"] }, { "anyOf": [{ "required": ["before"] }, { "required": ["after"] }] }],
              "additionalProperties": false,
              "properties": {
                "total": {
                  "oneOf": [{ "$ref": "#/definitions/total" }, { "type": "array", "items": { "$ref": "#/definitions/total" }, "minItems": 1 }]
                },
                "before": { "$ref": "#/definitions/side" },
                "after": { "$ref": "#/definitions/side" },
                "stride": { "$ref": "#/definitions/stride" },
                "add": { "description": "True when it adds to what its heads read, instead of taking an earlier window's place.", "type": "boolean" },
                "layers": { "$ref": "#/definitions/set" },
                "heads": { "$ref": "#/definitions/set" }
              }
            },
            "stride": { "type": "integer", "minimum": 1, "maximum": 65536 },
            "dilation": {
              "type": "object",
              "required": ["stride"],
              "additionalProperties": false,
              "properties": {
                "stride": { "$ref": "#/definitions/stride" },
                "layers": { "$ref": "#/definitions/set" },
                "heads": { "$ref": "#/definitions/set" }
              }
            },
            "none": { "type": "array", "maxItems": 0 },
            "ordinal": {
              "description": "Counted from 1.",
              "oneOf": [
                { "type": "integer", "minimum": 1, "maximum": 2147483647 },
                { "type": "array", "items": { "type": "integer", "minimum": 1, "maximum": 2147483647 }, "minItems": 1, "maxItems": 1 }
              ]
            },
            "indices": {
              "description": "Counted from 0.",
              "oneOf": [
                { "type": "integer", "minimum": 0, "maximum": 2147483647 },
                { "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 2147483647 }, "minItems": 1 }
              ]
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
                    "first": { "oneOf": [{ "$ref": "#/definitions/ordinal" }, { "$ref": "#/definitions/none" }] },
                    "beforeSeparator": { "$ref": "#/definitions/ordinal" },
                    "afterSeparator": { "$ref": "#/definitions/ordinal" },
                    "tokenIds": { "$ref": "#/definitions/indices" },
                    "positions": { "$ref": "#/definitions/indices" },
                    "everyKth": { "$ref": "#/definitions/ordinal" },
                    "given": { "$ref": "#/definitions/none" }
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
