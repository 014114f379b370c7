namespace AttentionGen.Models.Tasks;

/// <summary>Tells how many inputs are done where each is read in several parts, which are read in any order: by the share of parts.</summary>
/// <param name="progress">Is told how many more inputs are done.</param>
/// <param name="inputs">How many there are.</param>
/// <param name="parts">How many parts they have together.</param>
internal sealed class ShareProgress(Action<int>? progress, int inputs, int parts)
{
    private long _parts;
    private int _told;

    /// <summary>More parts are done.</summary>
    public void Add(int count) => Tell((int)((_parts += count) * inputs / parts));

    /// <summary>All inputs are done, those without parts too.</summary>
    public void End() => Tell(inputs);

    private void Tell(int done)
    {
        if (done > _told)
            progress?.Invoke(done - _told);
        _told = done;
    }
}
