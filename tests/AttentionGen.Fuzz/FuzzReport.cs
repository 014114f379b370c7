using AttentionGen.Fuzz.Cases;

namespace AttentionGen.Fuzz;

/// <summary>What came of a run.</summary>
public sealed class FuzzReport
{
    /// <summary>Cases that were run.</summary>
    public int Cases { get; set; }

    /// <summary>Files that gave code.</summary>
    public int Emitted { get; set; }

    /// <summary>Cases that went through the generator, and of those the ones whose code was compiled.</summary>
    public (int Run, int Compiled) Generator { get; set; }

    /// <summary>Specs whose code was compiled in batches.</summary>
    public int Compiled { get; set; }

    /// <summary>How often each rule was reported first in a file.</summary>
    public SortedDictionary<string, int> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>The longest time that a case took without the C# compiler, and its number.</summary>
    public (TimeSpan Time, int Case) Slowest { get; set; }

    /// <summary>The most that a case allocated, in bytes, and its number.</summary>
    public (long Bytes, int Case) Largest { get; set; }

    /// <summary>Cases in which the compiler did what it never may.</summary>
    public List<Failure> Failures { get; } = [];
}

/// <summary>A case that shows a fault of the compiler.</summary>
/// <param name="Number">Its number: with the seed, enough to run it again.</param>
/// <param name="Case">The input.</param>
/// <param name="What">What happened.</param>
public sealed record Failure(int Number, FuzzCase Case, string What);
