using System.Text.RegularExpressions;
using AttentionGen.Compiler.Json;
using Microsoft.CodeAnalysis;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>
/// Holds the JSON schema to the compiler: it accepts every file that the compiler takes, and rejects every file that the
/// compiler refuses for a reason that a schema can express. Each file of every test that runs the generator is checked.
/// </summary>
internal static class SchemaCheck
{
    /// <summary>Errors that are beyond a JSON schema, and why.</summary>
    public static IReadOnlyDictionary<string, string> BeyondSchemas { get; } = new Dictionary<string, string>
    {
        ["AG0001"] = "the text is no JSON, so no schema is asked",
        ["AG0003"] = "JSON parsers keep one of two properties of a name",
        ["AG0007"] = "what reads later keys depends on 'causal'",
        ["AG0008"] = "a list's length depends on 'layers'",
        ["AG0010"] = "a set's members depend on 'layers' or 'heads'",
        ["AG0012"] = "it is about two files",
        ["AG0013"] = "names that the generated code uses depend on the pattern",
        ["AG0014"] = "whether a head has a window depends on all windows together",
        ["AG0017"] = "it is about the project",
        ["AG0032"] = "the tasks that a model may have depend on 'global'",
        ["AG0033"] = "whether a task has a rule depends on 'global'",
        ["AG0036"] = "it is about the project",
        ["AG0037"] = "it is about other files too",
    };

    /// <summary>Parts of other errors that are beyond them too.</summary>
    private static readonly (string Id, Regex Message)[] s_partly =
    [
        ("AG0005", new("'name' must be a class name, but it is missing")), // the item's AttentionPatternName can give it
        ("AG0005", new("without keywords, but it is \"[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)*\"$")), // a list of C#'s keywords would tell no one more
        ("AG0005", new("'task' must be unlike")), // two properties compared
        ("AG0005", new("'(globalTokens|summary|width)' must be ([0-9]+, as|no more)")), // two numbers compared
        ("AG0005", new("'rows' must be")), // a grammar of its own
        ("AG0011", new(@"\d+\.\.\d+[^.]* is not a set")), // two numbers of a text compared
    ];

    private static readonly JsonSchema s_schema = JsonSchema.FromJsonAsync(AttentionSchema.Text).GetAwaiter().GetResult();

    /// <summary>What the schema finds wrong.</summary>
    public static IReadOnlyList<string> Errors(string json)
    {
        var value = JToken.Parse(json.TrimStart('\uFEFF'));
        // 512.0 is an integer to JSON schemas, but not to this library.
        foreach (var number in value.Root.SelectTokens("$..*").OfType<JValue>().ToList())
        {
            if (number.Value is double real && Math.Floor(real) == real && Math.Abs(real) < 1e15)
                number.Value = (long)real;
            else if (number.Value is System.Numerics.BigInteger big)
                number.Value = (double)big;
        }
        return [.. s_schema.Validate(value).Select(e => e.ToString())];
    }

    /// <summary>Fails where the schema says otherwise than the compiler.</summary>
    public static void AssertAgrees(TextFile file, IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.DefaultSeverity == DiagnosticSeverity.Error && d.Location.GetLineSpan().Path == file.Path).ToList();
        // Hugging Face's configurations are given a class name by the build; the schema is not theirs.
        // Text that is no JSON, or says a thing twice, is none or another document to the schema's parser.
        if (file.Text is null || file.ClassName is not null || errors.Any(e => e.Id is "AG0001" or "AG0003"))
            return;
        var found = Errors(file.Text);
        if (errors.Count == 0)
            Assert.True(found.Count == 0, $"The compiler takes this file, and the schema rejects it: {string.Join("; ", found)}\n{file.Text}");
        else if (errors.FirstOrDefault(IsExpressible) is { } error)
            Assert.True(found.Count > 0, $"The schema accepts this file, which has {error.Id}: make it reject it, or list {error.Id} in SchemaCheck.cs with the reason why it cannot.\n{error.GetMessage(null)}\n{file.Text}");
    }

    private static bool IsExpressible(Diagnostic error) =>
        !BeyondSchemas.ContainsKey(error.Id) && !s_partly.Any(p => p.Id == error.Id && p.Message.IsMatch(error.GetMessage(null)));
}
