using AttentionGen.Compiler.Spec;
using AttentionGen.Dynamic;

namespace AttentionGen.Cli.Tests.Support;

/// <summary>Declarations small enough for a unit test.</summary>
internal static class Declared
{
    /// <summary>Two layers; heads of unlike windows and strides, and a global task.</summary>
    public const string Mixed = """
        { "name": "Mixed", "namespace": "Some.Where", "layers": 2, "heads": 3, "headSize": 8, "maxLength": 64, "window": [4, 10],
          "dilation": [ { "layers": "1", "heads": "0,2", "stride": 3 } ], "global": { "classification": "first" } }
        """;

    /// <summary>A pattern of one layer, another one for each window.</summary>
    public static PatternSpec Spec(int window, string name = "Tiny") =>
        DeclarationCheck.Text($$"""{ "name": "{{name}}", "layers": 1, "heads": 2, "headSize": 8, "window": {{window}} }""").Require();
}
