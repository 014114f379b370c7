using AttentionGen.Models.TextGeneration.Scores;
using AttentionGen.Models.TextGeneration.Searches;
using AttentionGen.Models.TextGeneration.Settings;
using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration;

/// <summary>Writes with a model: greedy search, beam search or sampling, as the settings say.</summary>
public static class TextGenerator
{
    /// <summary>Continues each row of start tokens.</summary>
    /// <param name="decoder">A decoder that has read nothing yet. It is used up afterwards; the caller disposes it.</param>
    /// <param name="start">(rows, tokens) int64: what each row begins with, without padding.</param>
    /// <param name="config">How tokens are chosen.</param>
    /// <param name="options">What the caller brings: texts of tokens, an ear for each token.</param>
    /// <param name="cancellation">Ends the work before the next token.</param>
    /// <returns>For each row its num_return_sequences sequences, best first, in the order of the rows.</returns>
    /// <exception cref="ArgumentException">Settings contradict each other, the decoder or the start: setting, value and way out are named.</exception>
    /// <exception cref="InvalidOperationException">The model computes NaN, or the settings forbid every token.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; nothing of it is left but the decoder.</exception>
    public static GeneratedSequence[] Generate(
        ITokenDecoder decoder, Tensor start, GenerationConfig config, GenerationOptions? options = null, CancellationToken cancellation = default)
    {
        var plan = GenerationCheck.Plan(new(decoder.Rows, decoder.VocabSize, decoder.MaxLength), start, config, options ?? new());
        using var grad = no_grad();
        return config.NumBeams > 1 ? new BeamSearch(decoder, plan).Run(cancellation)
            : new TokenSearch(decoder, plan, Choice(config, plan)).Run(cancellation);
    }

    /// <summary>Writes with the decoder of an encoder-decoder: each row starts with decoder_start_token_id.</summary>
    /// <inheritdoc cref="Generate(ITokenDecoder, Tensor, GenerationConfig, GenerationOptions?, CancellationToken)"/>
    public static GeneratedSequence[] Generate(
        ITokenDecoder decoder, GenerationConfig config, GenerationOptions? options = null, CancellationToken cancellation = default)
    {
        var first = config.DecoderStartTokenId ?? throw new ArgumentException(
            "decoder_start_token_id is null: set it to the token that the model's rows start with, or give the start tokens.", nameof(config));
        using var start = full(decoder.Rows, 1, first, ScalarType.Int64);
        return Generate(decoder, start, config, options, cancellation);
    }

    private static ITokenChoice Choice(GenerationConfig config, GenerationPlan plan) =>
        config.DoSample ? new SampledToken(config, plan.Start.Length * config.NumReturnSequences) : new BestToken();
}
