namespace AttentionGen.Models.Training;

/// <summary>Measures the model while it is trained. Called in evaluation mode, without gradients.</summary>
public interface IEvaluation
{
    /// <summary>The measures by name, such as "loss".</summary>
    /// <param name="cancellation">When it is cancelled, an <see cref="OperationCanceledException"/> ends the evaluation; it runs again on resuming.</param>
    IReadOnlyDictionary<string, double> Run(CancellationToken cancellation);
}
