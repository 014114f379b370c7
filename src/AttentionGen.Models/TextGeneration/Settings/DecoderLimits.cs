namespace AttentionGen.Models.TextGeneration.Settings;

/// <summary>What settings must agree with: known of a model before it has read anything.</summary>
/// <param name="Rows">Rows that are written.</param>
/// <param name="VocabSize">Token ids: 0 to this - 1.</param>
/// <param name="MaxLength">Most tokens of a row.</param>
internal readonly record struct DecoderLimits(int Rows, int VocabSize, int MaxLength);
