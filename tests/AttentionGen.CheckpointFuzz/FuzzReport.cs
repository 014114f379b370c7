namespace AttentionGen.CheckpointFuzz;

/// <summary>What came of a run.</summary>
public sealed class FuzzReport
{
    /// <summary>Of each kind of checkpoint, how many were opened and loaded whole, refused, and cut short as files.</summary>
    public SortedDictionary<string, (int Loaded, int Refused, int Unreadable)> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each message refused a file, without the names and numbers in it.</summary>
    public Dictionary<string, int> Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>The longest time that a case took, in milliseconds, and its number.</summary>
    public (double Milliseconds, int Case) Slowest { get; set; }

    /// <summary>The most that opening a folder allocated, as a multiple of its files' bytes, and its number.</summary>
    public (double Times, int Case) Largest { get; set; }

    /// <summary>Cases in which the reader did what it never may: number, kind of checkpoint, what happened.</summary>
    public List<(int Case, string Kind, string What)> Failures { get; } = [];
}
