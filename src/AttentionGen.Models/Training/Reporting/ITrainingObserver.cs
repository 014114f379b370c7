namespace AttentionGen.Models.Training;

/// <summary>Is told what happens in a run. Exceptions end the run.</summary>
public interface ITrainingObserver
{
    /// <summary>The run begins, or continues.</summary>
    /// <param name="step">Steps that are done.</param>
    /// <param name="total">Steps of the whole run.</param>
    void Started(long step, long total)
    {
    }

    /// <summary>A step is done.</summary>
    void Stepped(StepReport report)
    {
    }

    /// <summary>The model was measured.</summary>
    void Evaluated(EvaluationReport report)
    {
    }

    /// <summary>A checkpoint stands in its place.</summary>
    /// <param name="folder">The checkpoint.</param>
    void Saved(string folder)
    {
    }

    /// <summary>The run is over, or cancelled.</summary>
    void Finished(TrainingResult result)
    {
    }
}

/// <summary>One step.</summary>
/// <param name="Step">Its number; 1 is the first.</param>
/// <param name="Epoch">Epochs finished before it began.</param>
/// <param name="Loss">Mean over the step's labels; null when it had none and nothing was updated.</param>
/// <param name="LearningRate">The rate it was made with.</param>
/// <param name="GradientNorm">Euclidean norm of all gradients, before clipping.</param>
/// <param name="Tokens">Tokens read, without padding.</param>
/// <param name="Elapsed">Time that it took.</param>
public sealed record StepReport(long Step, int Epoch, double? Loss, double LearningRate, double GradientNorm, long Tokens, TimeSpan Elapsed)
{
    /// <summary>Tokens per second, without padding.</summary>
    public double TokensPerSecond => Tokens / Math.Max(Elapsed.TotalSeconds, 1e-9);
}

/// <summary>One evaluation.</summary>
/// <param name="Step">Steps done before it.</param>
/// <param name="Metrics">The measures by name.</param>
/// <param name="Best">Whether the model is the best so far.</param>
public sealed record EvaluationReport(long Step, IReadOnlyDictionary<string, double> Metrics, bool Best);

/// <summary>How a run ended.</summary>
/// <param name="Step">Steps done, those before resuming included.</param>
/// <param name="Cancelled">Whether it was cancelled; it can be resumed then.</param>
/// <param name="Loss">Loss of the last step made now; null when none was.</param>
/// <param name="Best">The best evaluation so far; null without evaluations.</param>
public sealed record TrainingResult(long Step, bool Cancelled, double? Loss, BestSoFar? Best);

/// <summary>The best evaluation.</summary>
/// <param name="Step">Its step.</param>
/// <param name="Value">Its value of the metric that decides.</param>
public sealed record BestSoFar(long Step, double Value);
