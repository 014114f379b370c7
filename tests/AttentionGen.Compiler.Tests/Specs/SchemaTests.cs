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

    public static TheoryData<string> Presets => [.. Repository.Files("patterns", "*.attention.json")];

    [Theory]
    [MemberData(nameof(Presets))]
    public void It_accepts_every_preset(string path) => Assert.Empty(SchemaCheck.Errors(Repository.Read(path)));

    /// <summary>All other files of the tests are checked where the generator runs; see <see cref="SchemaCheck"/>.</summary>
    [Fact]
    public void It_is_asked_about_broken_files()
    {
        var error = Assert.ThrowsAny<Exception>(() => SchemaCheck.AssertAgrees(
            new TextFile("p.attention.json", "{ \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 7 }"), []));
        Assert.Contains("the schema rejects it", error.Message);
    }

    [Theory]
    [InlineData("layers", 1024)]
    [InlineData("heads", 1024)]
    [InlineData("headSize", 4096)]
    [InlineData("maxLength", 16777216)]
    [InlineData("window", 33554432)]
    [InlineData("dilation", 65536)]
    public void It_has_the_compilers_bounds(string property, int last)
    {
        var sizes = new Dictionary<string, long> { ["layers"] = 1, ["heads"] = 1, ["headSize"] = 8, ["window"] = 2 };
        Assert.NotEmpty(Read(last).Sources);
        Assert.Empty(Read(last + 2L).Sources);

        // The harness compares the schema with the compiler.
        GeneratorResult Read(long value)
        {
            sizes[property] = value;
            return GeneratorHarness.Run(new TextFile("p.attention.json", $"{{ \"name\": \"P\", {string.Join(", ", sizes.Select(s => $"\"{s.Key}\": {s.Value}"))} }}"));
        }
    }

    [Fact]
    public void Errors_that_it_cannot_express_are_errors_that_there_are() =>
        Assert.Empty(SchemaCheck.BeyondSchemas.Keys.Except(AttentionGen.Compiler.Diagnostics.Rules.All.Select(r => r.Id)));

    [Fact]
    public void It_is_a_schema_of_draft_7()
    {
        using var schema = JsonDocument.Parse(AttentionSchema.Text);
        Assert.Equal("http://json-schema.org/draft-07/schema#", schema.RootElement.GetProperty("$schema").GetString());
        Assert.Empty(Draft7.Errors(schema.RootElement));
    }

    [Theory]
    [InlineData("{ \"minimun\": 1 }", "#: 'minimun' is no keyword")]
    [InlineData("{ \"items\": { \"type\": \"int\" } }", "#/items: 'type' has a wrong value")]
    [InlineData("{ \"oneOf\": [] }", "#: 'oneOf' has a wrong value")]
    [InlineData("{ \"$ref\": \"#/definitions/none\" }", "#: nothing is at #/definitions/none")]
    [InlineData("{ \"not\": { \"pattern\": \"(\" } }", "#/not: 'pattern' has a wrong value")]
    public void Other_schemas_would_be_found(string schema, string error) => Assert.Equal([error], Draft7.Errors(JsonDocument.Parse(schema).RootElement));
}
