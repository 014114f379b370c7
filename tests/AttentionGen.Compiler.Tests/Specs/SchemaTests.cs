using System.Text.Json;
using AttentionGen.Compiler.Json;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

/// <summary>patterns/attention.schema.json is what the registry says.</summary>
public class SchemaTests
{
    [Fact]
    public void The_file_is_the_registrys()
    {
        var path = Repository.Path("patterns", "attention.schema.json");
        if (Environment.GetEnvironmentVariable("ATTENTIONGEN_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(path, AttentionSchema.Text);
        Assert.True(
            AttentionSchema.Text == File.ReadAllText(path).ReplaceLineEndings("\n"),
            $"{path} is out of date. Run this test with ATTENTIONGEN_ACCEPT_SNAPSHOTS=1 to write it.");
    }

    [Fact]
    public void It_knows_the_properties_that_the_validator_knows()
    {
        using var schema = JsonDocument.Parse(AttentionSchema.Text);
        Assert.Equal(SpecReader.KnownProperties, schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name));
    }
}
