using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AttentionGen.Cli.Documents;

/// <summary>A JSON line for each input: its id, where it has one, and the result's fields, or "error".</summary>
/// <param name="writer">Where to.</param>
/// <param name="fields">Writes the fields of a result.</param>
internal sealed class JsonResults<TInput, TResult>(TextWriter writer, Action<Utf8JsonWriter, TInput, TResult> fields) : IResults<TInput, TResult>
{
    // Text in any script shall be readable; it goes to no HTML page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _line = new();

    public void Write(Incoming<TInput> input, TResult result) => Line(input, json => fields(json, input.Value!, result));

    public void WriteProblem(Incoming<TInput> input) => Line(input, json => json.WriteString("error", input.Problem));

    public void Flush() => writer.Flush();

    private void Line(Incoming<TInput> input, Action<Utf8JsonWriter> rest)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, s_options))
        {
            json.WriteStartObject();
            if (input.Id is { } id)
            {
                json.WritePropertyName("id");
                id.WriteTo(json);
            }
            rest(json);
            json.WriteEndObject();
        }
        writer.WriteLine(Encoding.UTF8.GetString(_line.WrittenSpan));
    }
}
