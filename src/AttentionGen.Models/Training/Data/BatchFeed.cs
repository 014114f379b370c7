namespace AttentionGen.Models.Training;

/// <summary>Draws batches epoch after epoch. Its whole state is a <see cref="DataPosition"/>.</summary>
internal sealed class BatchFeed(IExampleSource source, BatchOptions options, long seed, int? epochs)
{
    private int[][]? _plan;
    private int _planned = -1;
    private DataPosition _position;

    /// <summary>The next batch. Setting it continues from there.</summary>
    public DataPosition Position
    {
        get => _position;
        set
        {
            if (value.Epoch < 0 || value.Batch < 0 || (value.Epoch != epochs && value.Batch >= Plan(value.Epoch).Length))
                throw new TrainingException($"There is no batch {value.Batch} in epoch {value.Epoch}. The data or the batch settings have changed.");
            _position = value;
        }
    }

    /// <summary>Whether all epochs are drawn.</summary>
    public bool Finished => _position.Epoch == epochs;

    /// <summary>The examples of the next batch; null after the last epoch.</summary>
    public Example[]? Next()
    {
        if (Finished)
            return null;
        var plan = Plan(_position.Epoch);
        Example[] examples = [.. plan[_position.Batch].Select(source.Get)];
        _position = _position.Batch + 1 < plan.Length
            ? _position with { Batch = _position.Batch + 1 }
            : new DataPosition(_position.Epoch + 1, 0);
        return examples;
    }

    /// <summary>Batches of all epochs together: they differ, as other neighbours are sorted by length.</summary>
    public long CountBatches()
    {
        long sum = 0;
        for (var epoch = 0; epoch < epochs; epoch++)
            sum += BatchPlan.Epoch(source, options, seed, epoch).Length;
        return sum;
    }

    private int[][] Plan(int epoch)
    {
        if (_planned != epoch)
            (_plan, _planned) = (BatchPlan.Epoch(source, options, seed, epoch), epoch);
        return _plan!;
    }
}
