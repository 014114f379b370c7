namespace AttentionGen.Models.Training;

/// <summary>Examples by number. The same number always gives the same example.</summary>
public interface IExampleSource
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>Tokens of an example, without making it: batches are planned from lengths.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    int LengthOf(int index);

    /// <summary>Labels of an example, without making it: for plans with a <see cref="BatchOptions.LabelBudget"/>.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    int LabelsOf(int index) => Get(index).Labels.Length;

    /// <summary>An example.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    Example Get(int index);
}

/// <summary>Examples in memory.</summary>
/// <param name="examples">The examples.</param>
public sealed class ExampleList(IEnumerable<Example> examples) : IExampleSource
{
    private readonly Example[] _examples = [.. examples];

    /// <inheritdoc/>
    public int Count => _examples.Length;

    /// <inheritdoc/>
    public int LengthOf(int index) => _examples[index].Ids.Length;

    /// <inheritdoc/>
    public int LabelsOf(int index) => _examples[index].Labels.Length;

    /// <inheritdoc/>
    public Example Get(int index) => _examples[index];
}
