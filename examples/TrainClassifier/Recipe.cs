using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using Quickstart;

namespace TrainClassifier;

/// <summary>All numbers that decide what comes out. They were chosen on the validation split; docs/decisions says how.</summary>
internal static class Recipe
{
    /// <summary>Most tokens of a review that the model reads, special ones included.</summary>
    public const int MaxLength = 4096;

    public const int VocabularySize = 8000;

    public const int Seed = 1;

    public const long PretrainingSteps = 7_000;

    /// <summary>Tokens of a batch. Reviews stand beside others of like length, so that little of it is padding.</summary>
    private const int PretrainingBudget = 4096, FineTuningBudget = 8192;

    public static string[] Labels => ["neg", "pos"];

    /// <summary>The model; its attention is <see cref="LongDocumentPattern"/>.</summary>
    public static LongformerConfig Config(RobertaTokenizer tokenizer) => new()
    {
        VocabSize = tokenizer.VocabularySize,
        HiddenSize = 128,
        NumHiddenLayers = 4,
        NumAttentionHeads = 4,
        IntermediateSize = 512,
        AttentionWindow = [64, 64, 128, 128],
        MaxPositionEmbeddings = MaxLength + 2,
        TypeVocabSize = 1,
        LayerNormEps = 1e-5,
        InitializerRange = 0.05,
        PadTokenId = tokenizer.Special.Pad.Id,
        SepTokenId = tokenizer.Special.Eos.Id,
        // Less than one reading of the text: nothing to hold back.
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
