using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Pipeline;

/// <summary>Names that mean something to C# in places, or to us: each is refused, or gives code that compiles without a warning.</summary>
public class NameTests
{
    private static readonly string[] s_names =
    [
        "record", "required", "file", "scoped", "var", "dynamic", "_", "__", "nameof", "await", "async", "field", "partial", "where", "global", "value", "get", "set", "init", "add", "alias",
        "notnull", "unmanaged", "managed", "extension", "allows", "nint", "nuint", "when", "yield", "with", "and", "not", "select", "from", "args", "p", "P", "_1", "AG", "TS", "System", "Object",
        "String", "Int32", "Math", "Array", "Tensor", "torch", "TorchSharp", "AttentionGen", "AttentionPattern", "AttentionMasks", "Kernels", "PatternCard", "Equals", "ToString", "GetHashCode",
        "GetType", "Finalize", "MemberwiseClone", "Layer", "Layers", "Band", "Heads", "Name", "layer", "masks", "q",
    ];

    public static TheoryData<string> Names => [.. s_names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_a_pattern(string name)
    {
        AssertCompilesOrIsRefused($"\"name\": \"{name}\"");
        AssertCompilesOrIsRefused($"\"name\": \"{name}\", \"namespace\": \"{name}.System.{name}\"");
    }

    private static void AssertCompilesOrIsRefused(string names)
    {
        var result = GeneratorHarness.Run(Project.Of(new TextFile("p.attention.json", $$"""
            { {{names}}, "layers": 2, "heads": 4, "headSize": 8, "window": [{ "before": 3 }, { "total": 4, "heads": 1 }],
              "dilation": { "stride": 2, "heads": 1 }, "global": { "qa": "first", "{{s_names[0]}}": { "beforeSeparator": 1 } } }
            """)) with { RootNamespace = "" });
        if (result.Diagnostics.Count > 0)
            Assert.All(result.Diagnostics, d => Assert.True(d.Id is "AG0005" or "AG0013", d.ToString()));
        else
            Assert.Empty(result.CompileErrors);
    }
}
