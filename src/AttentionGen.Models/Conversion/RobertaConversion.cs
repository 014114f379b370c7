namespace AttentionGen.Models.Conversion;

/// <summary>What a conversion has made.</summary>
public sealed record RobertaConversion
{
    /// <summary>Hugging Face's name of the new model's class; null where the source names none.</summary>
    public required string? Architecture { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Tokens that the source reads at most.</summary>
    public required int SourceLength { get; init; }

    /// <summary>Tokens that the new model reads at most.</summary>
    public required int Length { get; init; }

    /// <summary>Full window of each layer.</summary>
    public required int Window { get; init; }

    /// <summary>Names of the tokenizer's files that were copied.</summary>
    public required IReadOnlyList<string> TokenizerFiles { get; init; }
}
