using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;

namespace ConvertRoberta;

/// <summary>The numbers that decide what comes out; docs/conversion.md says how they were chosen.</summary>
internal static class Recipe
{
    /// <summary>Tokens that the source reads at once, those of the converted model, and its window.</summary>
    public const int ShortLength = 512, LongLength = 4096, Window = 512;

    public const int VocabularySize = 5000, Seed = 1;

    /// <summary>Share of the tokens that are to be guessed, in training and in every row of the table.</summary>
    public const double MaskedShare = 0.3;

    /// <summary>Updates of the weights, each of <see cref="LongLength"/> tokens.</summary>
    public const long PretrainingSteps = 1800, FurtherSteps = 300;

    /// <summary>Learning rate of further training.</summary>
    public const double FurtherRate = 5e-4;

    /// <summary>Others to compare it with on validation documents.</summary>
    public static readonly double[] Rates = [FurtherRate, 1e-3, 2e-3];

    /// <summary>A source of RoBERTa's shape, as the Longformer whose window covers all that it can read.</summary>
    public static LongformerConfig Source(RobertaTokenizer tokenizer) => new()
    {
        VocabSize = tokenizer.VocabularySize,
        HiddenSize = 128,
        NumHiddenLayers = 3,
        NumAttentionHeads = 4,
        IntermediateSize = 512,
        AttentionWindow = [2 * ShortLength],
        MaxPositionEmbeddings = ShortLength + tokenizer.Special.Pad.Id + 1,
        TypeVocabSize = 1,
        LayerNormEps = 1e-5,
        InitializerRange = 0.05,
        PadTokenId = tokenizer.Special.Pad.Id,
        SepTokenId = tokenizer.Special.Eos.Id,
        // Each text is read about once: there is nothing to hold back.
        HiddenDropoutProb = 0,
        AttentionProbsDropoutProb = 0,
    };

    /// <summary>Hides tokens.</summary>
    public static MaskedTokens Masked(RobertaTokenizer tokenizer) =>
        new(tokenizer.Special.Mask.Id, tokenizer.VocabularySize, tokenizer.Special.All.Select(t => t.Id), MaskedShare);

    public static TrainerOptions Pretraining(string folder, long steps) => Run(folder) with
    {
        MaxSteps = steps,
        Schedule = new Schedule { LearningRate = 3e-3, WarmupSteps = Math.Min(100, steps), Decay = Decay.Linear },
        EvaluateEvery = 600,
        CheckpointEvery = 100,
    };

    /// <summary>Further training of a trained model: a lower rate, with the paper's form of decay.</summary>
    public static TrainerOptions Further(string folder, long steps, double rate) => Run(folder) with
    {
        MaxSteps = steps,
        Schedule = new Schedule { LearningRate = rate, WarmupSteps = Math.Min(30, steps), Decay = Decay.Cubic },
        CheckpointEvery = 100,
    };

    private static TrainerOptions Run(string folder) => new()
    {
        Folder = folder,
        Batches = new BatchOptions { TokenBudget = LongLength },
        AdamW = new AdamWOptions { Beta2 = 0.98, Epsilon = 1e-6 },
        Seed = Seed,
    };
}
