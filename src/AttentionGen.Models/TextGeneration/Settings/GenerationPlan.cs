using AttentionGen.Models.TextGeneration.Scores;
using AttentionGen.Models.TextGeneration.Texts;

namespace AttentionGen.Models.TextGeneration.Settings;

/// <summary>Settings that are checked against a decoder and its start tokens, with what follows from them.</summary>
internal sealed class GenerationPlan
{
    private readonly Func<IReadOnlyList<int>, string>? _decode;

    /// <summary>Makes a plan of settings that <see cref="GenerationCheck"/> has passed.</summary>
    public GenerationPlan(GenerationConfig config, GenerationOptions options, int[][] start, int maxLength)
    {
        (Config, Start, MaxLength, OnToken, _decode) = (config, start, maxLength, options.OnToken, options.Decode);
        var minLength = Math.Max(config.MinLength, config.MinNewTokens > 0 ? StartLength + config.MinNewTokens : 0);
        Rules = ScoreProcessors.For(config, minLength, maxLength);
        // A text that nobody reads on the way is decoded once, at the end.
        if (_decode is not null && (config.StopStrings.Count > 0 || OnToken is not null))
            Texts = new TextRules(_decode, config.StopStrings);
    }

    /// <summary>The settings.</summary>
    public GenerationConfig Config { get; }

    /// <summary>The tokens that each row starts with, all of one length.</summary>
    public int[][] Start { get; }

    /// <summary>Tokens of each start.</summary>
    public int StartLength => Start[0].Length;

    /// <summary>Greatest length, start tokens included.</summary>
    public int MaxLength { get; }

    /// <summary>Rules about the next token.</summary>
    public IReadOnlyList<IScoreProcessor> Rules { get; }

    /// <summary>Texts that are read while tokens are decided; null when nobody does.</summary>
    public TextRules? Texts { get; }

    /// <summary>Told of each token.</summary>
    public Action<StreamedToken>? OnToken { get; }

    /// <summary>Whether a token ends its row.</summary>
    public bool IsEnd(int token) => Config.EosTokenIds.Contains(token);

    /// <summary>What is told of a row that has ended.</summary>
    /// <param name="input">Its input.</param>
    /// <param name="ids">All its tokens.</param>
    /// <param name="text">Its text, where there are <see cref="Texts"/>.</param>
    /// <param name="reason">Why it ended.</param>
    /// <param name="score">Its score in a beam search.</param>
    public GeneratedSequence Finish(int input, IReadOnlyList<int> ids, RowText? text, FinishReason reason, float? score = null)
    {
        int[] written = [.. ids.Skip(StartLength).SkipLast(reason == FinishReason.EndToken ? 1 : 0)];
        return new()
        {
            Input = input,
            Ids = ids,
            StartLength = StartLength,
            Reason = reason,
            Score = score,
            Text = text is not null ? Texts!.Whole(text, written) : _decode?.Invoke(written),
            StopString = text?.Stop,
        };
    }
}
