namespace AttentionGen.Models.Training;

/// <summary>How the learning rate falls after the warm-up.</summary>
public enum Decay
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>In a straight line to 0.</summary>
    Linear,

    /// <summary>Half a cosine to 0.</summary>
    Cosine,

    /// <summary>As the cube of the share of steps that is left.</summary>
    Cubic,
}

/// <summary>The learning rate as a pure function of the step.</summary>
public sealed record Schedule
{
    /// <summary>The highest learning rate, above 0.</summary>
    public double LearningRate { get; init; } = 3e-5;

    /// <summary>Steps in which the rate rises in a straight line, 0 or more: the first step has 1/steps of it, the last all.</summary>
    public long WarmupSteps { get; init; }

    /// <summary>What follows.</summary>
    public Decay Decay { get; init; } = Decay.Linear;

    /// <summary>Where the decay ends, as a share of <see cref="LearningRate"/> from 0 to 1.</summary>
    public double FinalShare { get; init; }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">1 is the first.</param>
    /// <param name="total">Steps of the run: the rate behind the last would be the final one.</param>
    public double At(long step, long total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        if (step <= WarmupSteps)
            return LearningRate * step / WarmupSteps;
        var left = total > WarmupSteps ? Math.Clamp((double)(total - step + 1) / (total - WarmupSteps), 0, 1) : 1;
        var share = Decay switch
        {
            Decay.Linear => left,
            Decay.Cosine => (1 - Math.Cos(Math.PI * left)) / 2,
            Decay.Cubic => left * left * left,
            _ => 1,
        };
        return LearningRate * (FinalShare + ((1 - FinalShare) * share));
    }
}
