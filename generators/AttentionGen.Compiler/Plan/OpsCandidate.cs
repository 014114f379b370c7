using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>Library operations: any device and type, and every spec there is.</summary>
internal sealed class OpsCandidate : EngineCandidate
{
    public override string Name => "Ops";

    public override string? WhyNot(PatternSpec spec) => null;

    /// <summary>
    /// Queries per chunk: a power of two near half the window. A chunk of c queries computes c + window keys for each
    /// where window + 1 are live, so small chunks waste less; but global columns need a copy of each chunk's keys,
    /// and large chunks copy fewer.
    /// </summary>
    public static int Chunk(BandTerm band)
    {
        var chunk = 64;
        while (chunk < 512 && chunk * 2 < band.Before + band.After)
            chunk *= 2;
        return chunk;
    }
}
