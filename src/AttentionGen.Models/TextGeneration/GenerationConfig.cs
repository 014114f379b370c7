using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.TextGeneration;

/// <summary>
/// How tokens are chosen, under Hugging Face's names and with its defaults. Lengths are in tokens; those called <c>length</c> count
/// the start tokens, those called <c>new tokens</c> do not. Contradictions are refused when generation starts.
/// </summary>
public sealed record GenerationConfig
{
    /// <summary>Greatest length. Null, without <see cref="MaxNewTokens"/>: 20, or what the model can write where that is less.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Most new tokens; takes the place of <see cref="MaxLength"/>.</summary>
    public int? MaxNewTokens { get; init; }

    /// <summary>No end token before this length.</summary>
    public int MinLength { get; init; }

    /// <summary>No end token before this many new tokens.</summary>
    public int MinNewTokens { get; init; }

    /// <summary>Beams of the beam search; 1 is greedy search, or sampling with <see cref="DoSample"/>.</summary>
    public int NumBeams { get; init; } = 1;

    /// <summary>When the beam search of an input ends.</summary>
    public EarlyStopping EarlyStopping { get; init; }

    /// <summary>Beam scores are divided by the length to the power of this: above 0 favours long sequences, below 0 short ones.</summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>What that length counts. Not part of a file.</summary>
    public LengthNormalization LengthNormalization { get; init; }

    /// <summary>So many tokens in a row occur only once in a sequence; 0 allows all.</summary>
    public int NoRepeatNgramSize { get; init; }

    /// <summary>Above 1 makes tokens that the sequence has less likely, below 1 more likely; more than 0.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>The token that follows a single start token.</summary>
    public int? ForcedBosTokenId { get; init; }

    /// <summary>The token at the greatest length.</summary>
    public int? ForcedEosTokenId { get; init; }

    /// <summary>Sequences for each input: the best of the beams, or as many samples.</summary>
    public int NumReturnSequences { get; init; } = 1;

    /// <summary>Draws each token by its probability.</summary>
    public bool DoSample { get; init; }

    /// <summary>Sampling: logits are divided by this; more than 0.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Sampling: only so many of the most probable tokens; 0 takes all.</summary>
    public int TopK { get; init; } = 50;

    /// <summary>Sampling: only the most probable tokens that together reach this probability, above 0 to 1.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Sampling: the same seed gives the same sequences on one machine; null takes another each time. Not part of a file.</summary>
    public long? Seed { get; init; }

    /// <summary>A sequence ends where its text holds one of these. Needs <see cref="GenerationOptions.Decode"/>.</summary>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>What an encoder-decoder's rows start with.</summary>
    public int? DecoderStartTokenId { get; init; }

    /// <summary>The token that texts begin with; generation itself does not use it.</summary>
    public int? BosTokenId { get; init; }

    /// <summary>A sequence ends with any of these; none of them lets all run to the greatest length.</summary>
    public IReadOnlyList<int> EosTokenIds { get; init; } = [];

    /// <summary>What shorter rows are filled with where sequences are put into a rectangle.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>
    /// Reads generation_config.json in a folder; where there is none, the same keys in config.json. Ids of start, beginning, end and padding
    /// that the former does not name come from the latter.
    /// </summary>
    /// <param name="folder">A model's folder with at least one of the files.</param>
    /// <param name="missing">Values of what the files do not name; Hugging Face's defaults when null.</param>
    /// <exception cref="CheckpointException">A value is wrong or asks for what is not supported: the message names file, key and value.</exception>
    public static GenerationConfig FromFolder(string folder, GenerationConfig? missing = null) =>
        Settings.GenerationConfigReader.Read(folder, missing ?? new());

    /// <summary>Writes generation_config.json: what differs from the defaults.</summary>
    /// <param name="folder">An existing folder.</param>
    public void Save(string folder) =>
        File.WriteAllText(Path.Combine(folder, Settings.GenerationConfigReader.FileName), Settings.GenerationConfigWriter.Write(this));
}
