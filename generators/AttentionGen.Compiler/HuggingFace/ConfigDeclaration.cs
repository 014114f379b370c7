using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Json;

namespace AttentionGen.Compiler.HuggingFace;

/// <summary>
/// A Hugging Face config.json of a Longformer or a LED (its encoder) as a declaration: the same properties that
/// *.attention.json has, at the places of the configuration's own. Everything else in the file is not ours to check.
/// </summary>
internal static class ConfigDeclaration
{
    /// <summary>The names a configuration gives to layers, heads, width and positions, and what Hugging Face takes where they are absent.</summary>
    private sealed record Names(string Layers, int DefaultLayers, string Heads, int DefaultHeads, string Hidden, int DefaultHidden, string Positions, int DefaultPositions);

    private static readonly Names s_longformer = new("num_hidden_layers", 12, "num_attention_heads", 12, "hidden_size", 768, "max_position_embeddings", 512);
    private static readonly Names s_led = new("encoder_layers", 12, "encoder_attention_heads", 16, "d_model", 1024, "max_encoder_position_embeddings", 16384);

    public static Declaration Read(DeclaredObject config, string? name, string defaultNamespace, List<Problem> problems)
    {
        var type = config["model_type"]!;
        var names = (type as DeclaredText)?.Value switch { "longformer" => s_longformer, "led" => s_led, _ => null };
        DeclaredObject? body = null;
        if (names is null)
            problems.Add(Problem.At(type.Span, Rules.UnsupportedConfig, $"model_type must be \"longformer\" or \"led\", but it is {type.Text}"));
        else
            body = Translate(config, names, problems);
        return new Declaration(name, defaultNamespace, false, body, type.Span, problems.ToEquatableArray());
    }

    private static DeclaredObject Translate(DeclaredObject config, Names names, List<Problem> problems)
    {
        var start = JsonDeclaration.First(config.Span);
        var layers = Value(names.Layers, names.DefaultLayers);
        var heads = Value(names.Heads, names.DefaultHeads);
        var hidden = Value(names.Hidden, names.DefaultHidden);
        var window = config["attention_window"] ?? Number(512, start);
        var properties = new List<DeclaredProperty>
        {
            new("layers", layers.Span, layers),
            new("heads", heads.Span, heads),
            new("window", window.Span, window),
            // Hugging Face's models take any global_attention_mask.
            new("global", start, new DeclaredObject(new[] { new DeclaredProperty("default", start, new DeclaredText("given", start)) }.ToEquatableArray(), start)),
        };
        if (heads is DeclaredNumber { Whole: > 0 and var headCount } && hidden is DeclaredNumber { Whole: { } width })
        {
            if (width % headCount != 0)
                problems.Add(Problem.At(hidden.Span, Rules.UnsupportedConfig, $"{names.Hidden} {width} is not a multiple of {names.Heads} {headCount}"));
            properties.Add(new("headSize", hidden.Span, Number(Math.Max(1, width / headCount), hidden.Span)));
        }
        else
        {
            properties.Add(new("headSize", hidden.Span, hidden));
        }
        var length = Value(names.Positions, names.DefaultPositions);
        // RoBERTa's positions start behind the padding id, so Longformer's table has that many rows more.
        if (names == s_longformer && length is DeclaredNumber { Whole: { } rows })
            length = Number((long)rows - (config["pad_token_id"] is DeclaredNumber { Whole: >= 0 and var padding } ? padding : 1) - 1, length.Span);
        properties.Add(new("maxLength", length.Span, length));
        return new DeclaredObject(properties.ToEquatableArray(), config.Span);

        DeclaredValue Value(string property, int otherwise) => config[property] ?? Number(otherwise, start);
    }

    private static DeclaredNumber Number(long value, SourceSpan span) =>
        new(value, value.ToString(System.Globalization.CultureInfo.InvariantCulture), span);
}
