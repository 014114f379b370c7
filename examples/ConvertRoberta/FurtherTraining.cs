using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;

namespace ConvertRoberta;

/// <summary>Some more steps of masked language modelling.</summary>
internal static class FurtherTraining
{
    /// <summary>Trains a model in place; what an earlier call has done in the same folder is taken over.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">What to learn from.</param>
    /// <param name="masked">Hides tokens.</param>
    /// <param name="options">The settings.</param>
    /// <param name="cancellation">Ends it after a checkpoint.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(LongformerForMaskedLM model, ExampleList texts, MaskedTokens masked, TrainerOptions options, CancellationToken cancellation)
    {
        var trainer = new Trainer(model, new MaskedLMObjective(model), texts, options) { Transform = masked, Observers = [new ProgressLine(Console.Error)] };
        if (trainer.Run(resume: true, cancellation).Cancelled)
            throw new OperationCanceledException(cancellation);
    }
}
