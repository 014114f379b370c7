namespace AttentionGen.Models.Tasks;

/// <summary>The logarithm of a sum of exponentials, added up without overflow.</summary>
internal struct LogSum()
{
    private double _largest = double.NegativeInfinity;
    private double _sum;

    /// <summary>The logarithm; minus infinity for no values.</summary>
    public readonly double Value => _largest + Math.Log(_sum);

    /// <summary>Adds a finite value's exponential.</summary>
    public void Add(double value)
    {
        if (value > _largest)
            (_largest, _sum) = (value, (_sum * Math.Exp(_largest - value)) + 1);
        else
            _sum += Math.Exp(value - _largest);
    }
}
