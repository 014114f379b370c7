namespace AttentionGen.Models.Training;

/// <summary>Changes examples each time they are drawn, such as hiding tokens for a masked language model.</summary>
public interface IExampleTransform
{
    /// <summary>A changed copy. It has no more tokens, nor more labels than it has tokens or had labels: batches are planned before.</summary>
    /// <param name="example">The example as the source has it; it must stay as it is.</param>
    /// <param name="random">The only source of chance that keeps a resumed run equal.</param>
    Example Apply(Example example, SeededRandom random);
}
