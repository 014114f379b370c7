namespace AttentionGen.Models.Conversion;

/// <summary>What a conversion has made.</summary>
public sealed record ConversionResult
{
    /// <summary>Hugging Face's name of the new model's class; null where the source names none.</summary>
    public required string? Architecture { get; init; }

    /// <summary>Number of layers with a window: of a LED, its encoder's.</summary>
    public required int Layers { get; init; }

    /// <summary>Tokens that the source reads at most; of a BART, its encoder.</summary>
    public required int SourceLength { get; init; }

    /// <summary>Tokens that the new model reads at most; of a LED, its encoder.</summary>
    public required int Length { get; init; }

    /// <summary>Full window of each of these layers.</summary>
    public required int Window { get; init; }

    /// <summary>Names of the tokenizer's files that were copied.</summary>
    public required IReadOnlyList<string> TokenizerFiles { get; init; }

    /// <summary>Whether settings of text generation were copied (generation_config.json).</summary>
    public bool HasGenerationConfig { get; init; }
}
