using static TorchSharp.torch;

namespace AttentionGen.Kernels.Vectors;

/// <summary>What is known of a batch's tokens, as arrays.</summary>
internal sealed class HostTokens
{
    private readonly bool[]? _real, _global;
    private readonly int[]? _segments;
    private readonly int[][] _globals;

    public HostTokens(AttentionMasks masks)
    {
        (Batch, Length) = ((int)masks.Batch, (int)masks.Length);
        _real = masks.RealTokens is { } real ? [.. real.data<bool>()] : null;
        _global = masks.GlobalTokens is { } global ? [.. global.data<bool>()] : null;
        _segments = masks.Tokens.TryGetValue(PatternInputs.Segment, out var segments) ? [.. segments.to(ScalarType.Int32).data<int>()] : null;
        _globals = new int[Batch][];
        for (var row = 0; row < Batch; row++)
            _globals[row] = _global is null ? [] : [.. Enumerable.Range(0, Length).Where(token => IsGlobal(row, token))];
    }

    public int Batch { get; }

    public int Length { get; }

    /// <summary>Tokens of a sequence that are global.</summary>
    public ReadOnlySpan<int> Globals(int row) => _globals[row];

    public bool IsReal(int row, int token) => _real is null || _real[(row * Length) + token];

    public bool IsGlobal(int row, int token) => _global is not null && _global[(row * Length) + token];

    /// <summary>The document of a packed sequence that a token belongs to.</summary>
    public int Segment(int row, int token) => _segments![(row * Length) + token];
}
