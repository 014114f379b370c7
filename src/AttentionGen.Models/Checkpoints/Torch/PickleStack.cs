namespace AttentionGen.Models.Checkpoints;

/// <summary>The values that a pickle has made so far. Their number is bounded: an empty dictionary is one byte of a file, but many of memory.</summary>
/// <param name="refuse">Makes the refusal of what the reader is at.</param>
internal sealed class PickleStack(Func<string, CheckpointException> refuse)
{
    private const int Most = 1 << 16;

    private readonly List<object> _values = [];
    private readonly List<int> _marks = [];

    /// <summary>The name of the item that is being made, for messages: the last text that is not inside of a list of a list.</summary>
    public string? LastName => _values[..(_marks.Count > 1 ? _marks[1] : _values.Count)].OfType<string>().LastOrDefault();

    public void Push(object value)
    {
        if (_values.Count >= Most)
            throw refuse($"puts more than {Most} values aside, which no checkpoint does");
        _values.Add(value);
    }

    public void Mark()
    {
        if (_marks.Count >= Most)
            throw refuse($"opens more than {Most} lists, which no checkpoint does");
        _marks.Add(_values.Count);
    }

    public object Peek()
    {
        Require(1);
        return _values[^1];
    }

    public object Pop()
    {
        var value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    /// <summary>The last values, in their order.</summary>
    public object[] Pop(int count)
    {
        if (count == 0)
            return [];
        Require(count);
        var values = new object[count];
        _values.CopyTo(_values.Count - count, values, 0, count);
        _values.RemoveRange(_values.Count - count, count);
        return values;
    }

    /// <summary>All values since the last mark.</summary>
    public object[] PopToMark()
    {
        if (_marks.Count == 0)
            throw refuse("closes a list that was not opened");
        var start = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        return Pop(_values.Count - start);
    }

    private void Require(int count)
    {
        if (_values.Count - (_marks.Count > 0 ? _marks[^1] : 0) < count)
            throw refuse("takes a value that is not there");
    }
}
