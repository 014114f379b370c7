using AttentionGen;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using Quickstart;

namespace TrainClassifier;

/// <summary>The numbers that decide what comes out; docs/decisions/0006-a-model-that-ships.md says how they were chosen.</summary>
internal static class Recipe
{
    /// <summary>Share of the tokens that the masked language model has to guess, and of the classifier's hidden states that are dropped.</summary>
    public const double MaskedShare = 0.3, FineTuningDropout = 0.1;

    public const int VocabularySize = 8000;

    public const int Seed = 1;

    public const long PretrainingSteps = 7_000;

    /// <summary>Tokens of a batch. Reviews stand beside others of like length, so that little of it is padding.</summary>
    private const int PretrainingBudget = 4096, FineTuningBudget = 8192;

    private static readonly PatternCard s_card = new LongDocumentPattern().Card;

    /// <summary>Most tokens of a review that the model reads, special ones included.</summary>
    public static int MaxLength => s_card.MaxLength!.Value;

    public static string[] Labels => ["neg", "pos"];

    /// <summary>The model; its attention is <see cref="LongDocumentPattern"/>.</summary>
    public static LongformerConfig Config(RobertaTokenizer tokenizer) => new()
    {
        VocabSize = tokenizer.VocabularySize,
        HiddenSize = s_card.Heads * s_card.HeadSize,
        NumHiddenLayers = s_card.Layers,
        NumAttentionHeads = s_card.Heads,
        IntermediateSize = 512,
        AttentionWindow = [.. s_card.Bands.Select(heads => heads[0]!.Value.Before + heads[0]!.Value.After)],
        MaxPositionEmbeddings = MaxLength + tokenizer.Special.Pad.Id + 1,
        TypeVocabSize = 1,
        LayerNormEps = 1e-5,
        InitializerRange = 0.05,
        PadTokenId = tokenizer.Special.Pad.Id,
        SepTokenId = tokenizer.Special.Eos.Id,
        // Each text is read about once: there is nothing to hold back.
        HiddenDropoutProb = 0,
        AttentionProbsDropoutProb = 0,
    };

    public static TrainerOptions Pretraining(string folder, long steps) => new()
    {
        Folder = folder,
        MaxSteps = steps,
        Batches = new BatchOptions { TokenBudget = PretrainingBudget },
        Schedule = new Schedule { LearningRate = 3e-3, WarmupSteps = Math.Min(300, steps), Decay = Decay.Linear },
        AdamW = new AdamWOptions { Beta2 = 0.98, Epsilon = 1e-6 },
        Seed = Seed,
        EvaluateEvery = 1000,
    };

    public static TrainerOptions FineTuning(string folder) => new()
    {
        Folder = folder,
        Epochs = 3,
        Batches = new BatchOptions { TokenBudget = FineTuningBudget },
        Schedule = new Schedule { LearningRate = 5e-4, WarmupSteps = 100, Decay = Decay.Linear },
        AdamW = new AdamWOptions { Beta2 = 0.98, Epsilon = 1e-6 },
        Seed = Seed,
        EvaluateEvery = 500,
        BestMetric = "accuracy",
        HigherIsBetter = true,
    };
}
