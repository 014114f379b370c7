using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;

namespace TrainSummarizer;

/// <summary>The numbers that decide what comes out; docs/summaries.md says how they were chosen.</summary>
internal static class Recipe
{
    /// <summary>Tokens that the model can read and write.</summary>
    public const int MaxLength = 4096, MaxTarget = 320;

    public const int VocabularySize = 3000, Seed = 1;

    /// <summary>Papers for the table, and for choices.</summary>
    public const int HeldOutPapers = 60, ValidationPapers = 30;

    /// <summary>Share of a text's tokens that are hidden in pretraining.</summary>
    public const double HiddenShare = 0.3;

    /// <summary>Share of the hidden states that fine-tuning drops, and of each label that it spreads over the vocabulary.</summary>
    public const double FineTuningDropout = 0.1, LabelSmoothing = 0.1;

    /// <summary>Tokens to write in pretraining.</summary>
    public const int PassageLength = 200;

    /// <summary>Words of a meeting that are read for one question.</summary>
    public const int QueryWords = 400;

    /// <summary>Updates of the weights, by default.</summary>
    public const long PretrainingSteps = 2000, FineTuningSteps = 600;

    /// <summary>The highest learning rates, by default.</summary>
    public const double PretrainingRate = 2e-3, FineTuningRate = 1e-3;

    /// <summary>Tokens of the documents that are read in fine-tuning and in the table, by default.</summary>
    public const int SourceLength = 1024;

    /// <summary>Tokens of pretraining's pieces, in turns.</summary>
    public static readonly int[] PieceLengths = [512, 512, 1024, 512, 512, 512, 2048];

    /// <summary>Words of the lead baselines.</summary>
    public const int PaperLead = 150, MeetingLead = 80;

    public static LedConfig Config(RobertaTokenizer tokenizer) => new()
    {
        VocabSize = tokenizer.VocabularySize,
        HiddenSize = 192,
        EncoderLayers = 2,
        DecoderLayers = 2,
        EncoderHeads = 4,
        DecoderHeads = 4,
        EncoderIntermediateSize = 256,
        DecoderIntermediateSize = 256,
        AttentionWindow = [256],
        MaxEncoderPositions = MaxLength,
        MaxDecoderPositions = MaxTarget,
        InitStd = 0.05,
        PadTokenId = tokenizer.Special.Pad.Id,
        EosTokenId = tokenizer.Special.Eos.Id,
        DecoderStartTokenId = tokenizer.Special.Eos.Id,
        Dropout = 0,
    };

    /// <summary>How summaries are written, unless told otherwise.</summary>
    public static GenerationConfig Generation(RobertaTokenizer tokenizer) => new()
    {
        MaxLength = 256,
        MinLength = 64,
        NumBeams = 4,
        LengthPenalty = 2,
        EarlyStopping = EarlyStopping.AtOnce,
        NoRepeatNgramSize = 3,
        DecoderStartTokenId = tokenizer.Special.Eos.Id,
        BosTokenId = tokenizer.Special.Bos.Id,
        ForcedBosTokenId = tokenizer.Special.Bos.Id,
        EosTokenIds = [tokenizer.Special.Eos.Id],
        PadTokenId = tokenizer.Special.Pad.Id,
    };

    public static TrainerOptions Pretraining(string folder, long steps, double rate) => Run(folder) with
    {
        MaxSteps = steps,
        Batches = new BatchOptions { TokenBudget = 4096, MaxExamples = 8 },
        Schedule = new Schedule { LearningRate = rate, WarmupSteps = Math.Min(100, steps), Decay = Decay.Linear, FinalShare = 0.2 },
        EvaluateEvery = 500,
        CheckpointEvery = 100,
    };

    public static TrainerOptions FineTuning(string folder, long steps, double rate) => Run(folder) with
    {
        MaxSteps = steps,
        Batches = new BatchOptions { TokenBudget = 8192, LabelBudget = 8 * MaxTarget, Bucket = 256 },
        Schedule = new Schedule { LearningRate = rate, WarmupSteps = Math.Min(50, steps), Decay = Decay.Linear },
        EvaluateEvery = 200,
        CheckpointEvery = 100,
    };

    private static TrainerOptions Run(string folder) => new()
    {
        Folder = folder,
        AdamW = new AdamWOptions { Beta2 = 0.98, Epsilon = 1e-6 },
        Seed = Seed,
    };
}
