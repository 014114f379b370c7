namespace AttentionGen.Cli.Documents;

/// <summary>How often a model said what a line says is right.</summary>
internal sealed class Accuracy
{
    private int _labelled, _right;

    /// <summary>One more, where it has a right label.</summary>
    public void Add(string? expected, string? said)
    {
        _labelled += expected is null ? 0 : 1;
        _right += expected is not null && expected == said ? 1 : 0;
    }

    /// <summary>Says so, where there was any.</summary>
    public void Write(TextWriter writer)
    {
        if (_labelled > 0)
            writer.WriteLine($"accuracy {(double)_right / _labelled:0.000} on the {_labelled:N0} that had a label");
    }
}
